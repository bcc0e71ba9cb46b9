import type { SlotReading, TraceStep } from '#shared/contract/receipt.ts';
import { type Channel, IDENTITY_SLOTS, type IdentitySlot } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import type { Decision, Strategy } from './decision.ts';
import type { Identifiers } from './read-identifiers.ts';
import { CHANNEL_WORDS, SLOT_WORDS, slotLabel } from './slot-words.ts';

/** The rule under which each slot is tried, and what follows when its value belongs to nobody. */
const STEPS = {
  userNs: { rule: 'ID3', miss: 'stop' },
  crmContactId: { rule: 'ID4', miss: 'go on' },
  phone: { rule: 'ID5', miss: 'create' },
  email: { rule: 'ID6', miss: 'create' },
} as const satisfies Record<IdentitySlot, { rule: string; miss: 'stop' | 'go on' | 'create' }>;

/**
 * ID2–ID7, the order of the product that Fieldhook rebuilds: User Ns, CRM Contact Id, phone number, e-mail. The first that decides
 * ends the search; identifiers after it are not looked at.
 */
export const decideCompatible: Strategy = (identifiers, find, channel) => {
  const trace: TraceStep[] = [];
  for (const slot of IDENTITY_SLOTS) {
    const { reading } = identifiers[slot];
    if (reading.value === null) {
      trace.push({ rule: failedRule(slot, reading), sentence: say(slot, reading), decided: false });
      continue;
    }
    const { rule, miss } = STEPS[slot];
    const contact = find(slot, reading.value);
    const sentence = say(
      slot,
      reading,
      contact ? `It belongs to ${contact.label}.` : explainMiss(slot, channel, identifiers),
    );
    trace.push({ rule, sentence, decided: contact !== null || miss !== 'go on' });
    if (contact !== null) return { decision: 'matched', rule, by: slot, contact, trace };
    if (miss === 'stop') return { decision: 'stopped', rule, by: slot, contact, trace };
    if (miss === 'create') return { decision: 'created', rule, by: slot, contact, trace };
  }
  return unidentified(identifiers, trace);
};

/** ID2 when nothing has a value at all, ID7 when what there is identifies nobody. */
function unidentified(identifiers: Identifiers, trace: TraceStep[]): Decision {
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

function explainMiss(slot: IdentitySlot, channel: Channel, identifiers: Identifiers): string {
  const { miss } = STEPS[slot];
  switch (miss) {
    case 'stop':
      return 'It belongs to nobody, so the request is stopped.';
    case 'go on':
      return 'It belongs to nobody yet, so the next identifier is tried.';
    case 'create':
      return `It belongs to nobody yet, so a new contact is made under ${CHANNEL_WORDS[channel]}${gapOf(channel, identifiers)}.`;
    default:
      return assertNever(miss);
  }
}

/** What a channel needs to reach somebody. */
const NEEDED = {
  sms: 'phone',
  voice: 'phone',
  whatsapp: 'phone',
  email: 'email',
  messenger: null,
} as const satisfies Record<Channel, IdentitySlot | null>;

function gapOf(channel: Channel, identifiers: Identifiers): string {
  const needed = NEEDED[channel];
  if (needed === null || identifiers[needed].reading.value !== null) return '';
  return `, which needs the ${SLOT_WORDS[needed]} that is still missing`;
}

/** The rule that a slot without a usable value did not meet. */
function failedRule(slot: IdentitySlot, { verdict }: SlotReading): string {
  if (verdict === 'blocked') return 'ID11';
  if (verdict === 'bad-path' || verdict === 'too-costly') return 'PA3';
  if (verdict === 'invalid' && slot === 'phone') return 'ID13';
  if (verdict === 'invalid' && slot === 'email') return 'ID12';
  return 'ID1';
}

function say(slot: IdentitySlot, { sentence }: SlotReading, consequence = ''): string {
  return `${slotLabel(slot)}: ${sentence} ${consequence}`.trimEnd();
}
