import { constellationOf } from '#shared/contract/constellation.ts';
import type { ContactFinder, DecidedBefore, KnownContact } from '#shared/contract/known-contact.ts';
import type { Identification } from '#shared/contract/receipt.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import { applyChoice, type Choice, choiceOfWriter, type Writer } from './apply-choice.ts';
import { type Attachment, attachIdentifiers } from './attach-identifiers.ts';
import { decideCareful } from './decide-careful.ts';
import { decideCompatible } from './decide-compatible.ts';
import type { Decision, Strategy } from './decision.ts';
import { ownAddresses } from './own-addresses.ts';
import { type Identifiers, readIdentifiers } from './read-identifiers.ts';
import { underChannel } from './trace-step.ts';

const STRATEGIES = {
  compatible: decideCompatible,
  careful: decideCareful,
} as const satisfies Record<WebhookConfig['identification'], Strategy>;

export interface Identified extends Pick<Attachment, 'identifiers' | 'changes'> {
  identification: Identification;
  /** The contact that was found; null when it is new or nobody. */
  contact: KnownContact | null;
}

/** Who is asked about people. */
export interface People {
  find: ContactFinder;
  decidedBefore: DecidedBefore;
}

/** What is said of a request from outside of it; null where nothing is. */
export interface Asserted {
  choice: Choice | null;
  writer: Writer | null;
}

/**
 * Who is this request about (ID1–ID15)? Pure: `people` is the only thing it asks. The trace says every step in a sentence and is the same
 * for the dry run and the log. `choice` is what the owner decided about this very request, `writer` who wrote it in Messenger.
 */
export function identifyContact(
  readPath: PathReader,
  config: WebhookConfig,
  settings: Settings,
  people: People,
  { choice, writer }: Asserted,
): Identified {
  const identifiers = readIdentifiers(readPath, config, ownAddresses(settings));
  const { contact, candidates = [], ...decision } = decide(identifiers, config, people, { choice, writer });
  const hasContact = decision.decision === 'matched' || decision.decision === 'created';
  const attachment = hasContact
    ? attachIdentifiers(identifiers, contact, decision.by, config.onMatch, people.find)
    : { identifiers: {}, changes: [], possibleDuplicates: [], trace: [] };
  return {
    contact,
    identifiers: attachment.identifiers,
    changes: attachment.changes,
    identification: {
      ...decision,
      trace: [...decision.trace, ...attachment.trace],
      candidates,
      readings: readingsOf(identifiers),
      possibleDuplicates: attachment.possibleDuplicates,
    },
  };
}

function decide(
  identifiers: Identifiers,
  { identification, channel }: WebhookConfig,
  people: People,
  { choice, writer }: Asserted,
): Decision {
  const decision = STRATEGIES[identification](identifiers, people.find, channel);
  const made = choice ?? (writer && choiceOfWriter(decision, writer)) ?? choiceBefore(decision, identifiers, people);
  return made === null ? decision : applyChoice(decision, made, underChannel(channel, identifiers));
}

/** What was decided for good about such a conflict. A contact that is not there any more decides nothing. */
function choiceBefore({ candidates = [] }: Decision, identifiers: Identifiers, people: People): Choice | null {
  if (candidates.length === 0) return null;
  const userNs = people.decidedBefore(constellationOf(candidates, (slot) => identifiers[slot].reading.value));
  const contact = userNs === null ? null : people.find('userNs', userNs);
  return contact === null ? null : { contact, when: 'before' };
}

function readingsOf(identifiers: Identifiers): Identification['readings'] {
  return {
    userNs: identifiers.userNs.reading,
    crmContactId: identifiers.crmContactId.reading,
    phone: identifiers.phone.reading,
    email: identifiers.email.reading,
  };
}
