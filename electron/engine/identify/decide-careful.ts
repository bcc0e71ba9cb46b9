import type { KnownContact } from '#shared/contract/known-contact.ts';
import type { Candidate, TraceStep } from '#shared/contract/receipt.ts';
import { SLOT_WORDS, slotLabel } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, type IdentitySlot } from '#shared/contract/webhook.ts';
import type { Decision, Strategy } from './decision.ts';
import type { Identifiers } from './read-identifiers.ts';
import { saySlot, stepWithoutValue, underChannel, unidentified } from './trace-step.ts';

/**
 * ID10: every identifier that has a value is looked up, and whoever they belong to must be one and the same.
 *
 * - All that belong to somebody belong to the same contact: that one. An identifier that belongs to nobody says nothing against it, not even
 *   a User Ns; the contact may be given it (ID9).
 * - They belong to different contacts: `conflict`. Nobody is chosen, and the owner decides.
 * - None belongs to anybody: a new contact, if there is a valid phone number or e-mail; a CRM Contact Id alone makes nobody, as in ID7. A
 *   User Ns stops the request, as in ID3: Fieldhook makes them, so the sender means somebody who is not there any more, and whoever is
 *   guided by care does not make a second contact for that person.
 */
export const decideCareful: Strategy = (identifiers, find, channel) => {
  const trace: TraceStep[] = [];
  const matches: [IdentitySlot, KnownContact][] = [];
  for (const slot of IDENTITY_SLOTS) {
    const { reading } = identifiers[slot];
    if (reading.value === null) {
      trace.push(stepWithoutValue(slot, reading));
      continue;
    }
    const contact = find(slot, reading.value);
    const whose = contact === null ? 'It belongs to nobody.' : `It belongs to ${contact.label}.`;
    trace.push({ rule: 'ID10', sentence: saySlot(slot, reading, whose), decided: false });
    if (contact !== null) matches.push([slot, contact]);
  }

  const [first] = matches;
  if (first === undefined) return withoutMatch(identifiers, trace, underChannel(channel, identifiers));
  const [by, contact] = first;
  const candidates = candidatesOf(matches);
  if (candidates.length > 1) {
    const sentence = 'They belong to different people, so the request waits in Conflicts for your decision.';
    return { ...decided('conflict', 'ID10', sentence, trace), candidates };
  }
  const sentence = `${saySlots(matches.map(([slot]) => slot))} to ${contact.label} and nothing to anybody else, so it is about ${contact.label}.`;
  return { ...decided('matched', 'ID10', sentence, trace), by, contact };
};

/** Nobody is known by any of them: somebody new, unless the request means somebody who is not there, or there is no way to reach them. */
function withoutMatch(identifiers: Identifiers, trace: TraceStep[], channel: string): Decision {
  if (identifiers.userNs.reading.value !== null) {
    const sentence = 'A User Ns that belongs to nobody is no new contact, so the request is stopped.';
    return { ...decided('stopped', 'ID3', sentence, trace), by: 'userNs' };
  }
  const by = (['phone', 'email'] as const).find((slot) => identifiers[slot].reading.value !== null);
  if (by === undefined) return unidentified(identifiers, trace);
  const sentence = `None of them belongs to anybody yet, so a new contact is made ${channel}.`;
  return { ...decided('created', 'ID10', sentence, trace), by };
}

function decided(decision: Decision['decision'], rule: string, sentence: string, trace: TraceStep[]): Decision {
  return { decision, rule, by: null, contact: null, trace: [...trace, { rule, sentence, decided: true }] };
}

function candidatesOf(matches: readonly [IdentitySlot, KnownContact][]): Candidate[] {
  const people = Map.groupBy(matches, ([, { userNs }]) => userNs);
  return [...people.values()].map((found) => {
    const { userNs, label } = found[0]![1];
    return { contact: { userNs, label }, slots: found.map(([slot]) => slot) };
  });
}

/** `Phone number and e-mail belong` */
function saySlots(slots: readonly IdentitySlot[]): string {
  const [first, ...others] = slots;
  const words = [slotLabel(first!), ...others.map((slot) => SLOT_WORDS[slot])];
  const list = words.length > 2 ? `${words.slice(0, -1).join(', ')} and ${words.at(-1)}` : words.join(' and ');
  return `${list} ${words.length === 1 ? 'belongs' : 'belong'}`;
}
