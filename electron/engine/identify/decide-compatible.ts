import type { TraceStep } from '#shared/contract/receipt.ts';
import { type Channel, IDENTITY_SLOTS, type IdentitySlot } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import type { Strategy } from './decision.ts';
import type { Identifiers } from './read-identifiers.ts';
import { saySlot, stepWithoutValue, underChannel, unidentified } from './trace-step.ts';

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
      trace.push(stepWithoutValue(slot, reading));
      continue;
    }
    const { rule, miss } = STEPS[slot];
    const contact = find(slot, reading.value);
    const sentence = saySlot(
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

function explainMiss(slot: IdentitySlot, channel: Channel, identifiers: Identifiers): string {
  const { miss } = STEPS[slot];
  switch (miss) {
    case 'stop':
      return 'It belongs to nobody, so the request is stopped.';
    case 'go on':
      return 'It belongs to nobody yet, so the next identifier is tried.';
    case 'create':
      return `It belongs to nobody yet, so a new contact is made ${underChannel(channel, identifiers)}.`;
    default:
      return assertNever(miss);
  }
}
