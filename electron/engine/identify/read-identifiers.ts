import type { SlotReading } from '#shared/contract/receipt.ts';
import type { IdentitySlot, WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import type { PathReader } from '#shared/json-path/read-path.ts';
import { blockedBecause } from './blocked-because.ts';
import { normaliseEmail } from './normalise-email.ts';
import { normalisePhone } from './normalise-phone.ts';
import type { Normalised } from './normalised.ts';
import type { OwnAddresses } from './own-addresses.ts';
import { firstOf, readText } from './read-text.ts';

/** Longest id that another system gives a person. */
const MAX_ID_LENGTH = 1000;

/** What the request says in one slot. */
export interface Identifier {
  reading: SlotReading;
  /** As the sender wrote it, trimmed; empty where there is no value. */
  written: string;
}

export type Identifiers = Record<IdentitySlot, Identifier>;

/** What each identity path gives: whether there is a value (ID1), whether it is valid (ID12, ID13) and whether it may identify (ID11). */
export function readIdentifiers(readPath: PathReader, config: WebhookConfig, own: OwnAddresses): Identifiers {
  const read = (slot: IdentitySlot): Identifier => {
    const found = readText(config.identity[slot], readPath);
    if (found.value === null) return { reading: found, written: '' };
    const judged = judge(slot, found.value, config, own);
    return {
      reading: { ...found, ...judged, sentence: firstOf(found.matches, judged.sentence) },
      written: found.value,
    };
  };
  return { userNs: read('userNs'), crmContactId: read('crmContactId'), phone: read('phone'), email: read('email') };
}

function judge(
  slot: IdentitySlot,
  written: string,
  config: WebhookConfig,
  own: OwnAddresses,
): Pick<SlotReading, 'verdict' | 'value' | 'sentence'> {
  const normalised = normalise(slot, written, config);
  const block = blockedBecause(slot, written, normalised.ok ? normalised.value : null, own);
  if (block !== null) return { verdict: 'blocked', value: null, sentence: block };
  if (!normalised.ok) return { verdict: 'invalid', value: null, sentence: normalised.sentence };
  return { verdict: 'value', value: normalised.value, sentence: normalised.sentence };
}

function normalise(slot: IdentitySlot, text: string, config: WebhookConfig): Normalised {
  switch (slot) {
    case 'phone':
      return normalisePhone(text, config);
    case 'email':
      return normaliseEmail(text);
    case 'userNs':
    case 'crmContactId':
      return text.length > MAX_ID_LENGTH
        ? { ok: false, sentence: `Longer than ${MAX_ID_LENGTH} characters, which is no id.` }
        : { ok: true, value: text, sentence: `“${text}”.` };
    default:
      return assertNever(slot);
  }
}
