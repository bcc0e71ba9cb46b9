import { CHANNEL_IN_SENTENCE } from '#shared/contract/channel-words.ts';
import type { SlotReading, TraceStep } from '#shared/contract/receipt.ts';
import { SLOT_WORDS, slotLabel } from '#shared/contract/slot-words.ts';
import { type Channel, IDENTITY_SLOTS, type IdentitySlot } from '#shared/contract/webhook.ts';
import type { Decision } from './decision.ts';
import type { Identifiers } from './read-identifiers.ts';

/** What is said of an identifier, and what follows from it. */
export function saySlot(slot: IdentitySlot, { sentence }: SlotReading, consequence = ''): string {
  return `${slotLabel(slot)}: ${sentence} ${consequence}`.trimEnd();
}

/** The step of an identifier that has no usable value, under the rule that it did not meet. */
export function stepWithoutValue(slot: IdentitySlot, reading: SlotReading): TraceStep {
  return { rule: failedRule(slot, reading), sentence: saySlot(slot, reading), decided: false };
}

function failedRule(slot: IdentitySlot, { verdict }: SlotReading): string {
  if (verdict === 'blocked') return 'ID11';
  if (verdict === 'bad-path' || verdict === 'too-costly') return 'PA3';
  if (verdict === 'invalid' && slot === 'phone') return 'ID13';
  if (verdict === 'invalid' && slot === 'email') return 'ID12';
  return 'ID1';
}

/** ID2 when nothing has a value at all, ID7 when what there is identifies nobody. */
export function unidentified(identifiers: Identifiers, trace: TraceStep[]): Decision {
  const hasValue = IDENTITY_SLOTS.some((slot) => identifiers[slot].written !== '');
  const rule = hasValue ? 'ID7' : 'ID2';
  const sentence = hasValue
    ? 'There is no valid phone number and no valid e-mail, so nobody can be identified.'
    : 'Not one of the four identifiers has a value, so nobody can be identified.';
  return {
    decision: 'unidentified',
    rule,
    by: null,
    contact: null,
    trace: [...trace, { rule, sentence, decided: true }],
  };
}

/** What a channel needs to reach somebody. */
const NEEDED = {
  sms: 'phone',
  voice: 'phone',
  whatsapp: 'phone',
  email: 'email',
  messenger: null,
} as const satisfies Record<Channel, IdentitySlot | null>;

/** `under SMS, which needs the phone number that is still missing` */
export function underChannel(channel: Channel, identifiers: Identifiers): string {
  const needed = NEEDED[channel];
  const isMissing = needed !== null && identifiers[needed].reading.value === null;
  return `under ${CHANNEL_IN_SENTENCE[channel]}${isMissing ? `, which needs the ${SLOT_WORDS[needed]} that is still missing` : ''}`;
}
