import type { ContactFinder, KnownContact } from '#shared/contract/known-contact.ts';
import type { Identification } from '#shared/contract/receipt.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import { type Attachment, attachIdentifiers } from './attach-identifiers.ts';
import { decideCompatible } from './decide-compatible.ts';
import { ownAddresses } from './own-addresses.ts';
import { type Identifiers, readIdentifiers } from './read-identifiers.ts';

export interface Identified extends Pick<Attachment, 'identifiers' | 'changes'> {
  identification: Identification;
  /** The contact that was found; null when it is new or nobody. */
  contact: KnownContact | null;
}

/**
 * Who is this request about (ID1–ID9, ID11–ID15)? Pure: `find` is the only thing it asks. The trace says every step in a sentence and
 * is the same for the dry run and the log.
 */
export function identifyContact(
  readPath: PathReader,
  config: WebhookConfig,
  settings: Settings,
  find: ContactFinder,
): Identified {
  const identifiers = readIdentifiers(readPath, config, ownAddresses(settings));
  const { contact, ...decision } = decideCompatible(identifiers, find, config.channel);
  const hasContact = decision.decision === 'matched' || decision.decision === 'created';
  const attachment = hasContact
    ? attachIdentifiers(identifiers, contact, decision.by, config.onMatch, find)
    : { identifiers: {}, changes: [], possibleDuplicates: [], trace: [] };
  return {
    contact,
    identifiers: attachment.identifiers,
    changes: attachment.changes,
    identification: {
      ...decision,
      trace: [...decision.trace, ...attachment.trace],
      readings: readingsOf(identifiers),
      possibleDuplicates: attachment.possibleDuplicates,
    },
  };
}

function readingsOf(identifiers: Identifiers): Identification['readings'] {
  return {
    userNs: identifiers.userNs.reading,
    crmContactId: identifiers.crmContactId.reading,
    phone: identifiers.phone.reading,
    email: identifiers.email.reading,
  };
}
