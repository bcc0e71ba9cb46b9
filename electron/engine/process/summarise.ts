import type { Drift } from '#shared/contract/drift.ts';
import type { FieldChange, Identification, Receipt, SlotReading } from '#shared/contract/receipt.ts';
import { SLOT_WORDS } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS, type IdentitySlot } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { rowWords } from './drift-words.ts';

/** A receipt of a payload that could be read, before it has its top line. */
export type Decided = Omit<Receipt, 'sentence' | 'identification'> & { identification: Identification };

/** The top line of a receipt: who, by which rule, and what came of it; or why nobody. */
export function summarise(decided: Decided): string {
  return sentences(sayDecision(decided), sayDrifts(decided.drifts ?? []));
}

function sayDecision({ identification, contact, contactChanges, fields }: Decided): string {
  const { decision, rule, by, readings, candidates } = identification;
  const decider = by === null ? '' : excerptOf(readings[by].value ?? '', 100);
  const slot = by === null ? '' : SLOT_WORDS[by];
  switch (decision) {
    case 'created':
      return sentences(
        by === null ? `New contact, ${sayChoice(rule)} (${rule}).` : `New contact by ${slot} (${rule}): ${decider}.`,
        sayFields(fields),
        sayDuplicates(identification),
      );
    case 'matched': {
      const filled = contactChanges.filter(({ verdict }) => verdict === 'set').map((change) => SLOT_WORDS[change.slot]);
      return sentences(
        `${contact?.label ?? 'A known contact'}, ${by === null ? sayChoice(rule) : `found by ${slot}`} (${rule}).`,
        filled.length > 0 && `Also set: ${filled.join(', ')}.`,
        sayFields(fields),
        sayDuplicates(identification),
      );
    }
    case 'stopped':
      return `Stopped (${rule}): the User Ns “${decider}” belongs to nobody. Nothing was written.`;
    case 'conflict':
      return `Conflict (${rule}): ${sayWhose(candidates)}. Nothing was written.`;
    case 'unidentified':
      return `Nobody could be identified (${rule}): ${sayWhyNobody(readings)}. Nothing was written.`;
    default:
      return assertNever(decision);
  }
}

function sayChoice(rule: string): string {
  return rule === 'SN3' ? 'who wrote in Messenger' : 'as you decided';
}

/** `the phone number belongs to Jane Doe, the e-mail to Joe Bloggs` */
function sayWhose(candidates: Identification['candidates']): string {
  return candidates
    .map(({ contact, slots }, index) => {
      const words = slots.map((slot) => `the ${SLOT_WORDS[slot]}`).join(' and ');
      const belongs = slots.length > 1 ? 'belong ' : 'belongs ';
      return `${words} ${index === 0 ? belongs : ''}to ${contact.label}`;
    })
    .join(', ');
}

/** `2 fields filled, 1 kept out.` */
function sayFields(fields: readonly FieldChange[]): string | false {
  const count = (...verdicts: FieldChange['verdict'][]) =>
    fields.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const filled = count('set');
  const parts = [
    filled > 0 && `${filled} ${filled === 1 ? 'field' : 'fields'} filled`,
    ...[
      [count('cleared'), 'cleared'],
      [count('unchanged'), 'unchanged'],
      [count('missing'), 'missing'],
      [count('kept-out', 'bad-path', 'too-costly', 'no-field'), 'kept out'],
    ].map(([number, words]) => number !== 0 && `${number} ${words}`),
  ].filter((part) => part !== false);
  return parts.length > 0 && `${filled === 0 ? 'Fields: ' : ''}${parts.join(', ')}.`;
}

/** `Not as before: the e-mail, “Booking start”.` */
function sayDrifts(drifts: readonly Drift[]): string | false {
  return drifts.length > 0 && `Not as in earlier requests: ${drifts.map(rowWords).join(', ')}.`;
}

function sayDuplicates({ possibleDuplicates }: Identification): string | false {
  const labels = [...new Set(possibleDuplicates.map(({ contact }) => contact.label))];
  return labels.length > 0 && `Possibly the same person as ${labels.join(' and ')}.`;
}

function sayWhyNobody(readings: Identification['readings']): string {
  const reasons = IDENTITY_SLOTS.flatMap((slot) => whyNot(slot, readings[slot]) ?? []);
  return reasons.length > 0 ? reasons.join(', ') : 'no path is set for any identifier';
}

function whyNot(slot: IdentitySlot, { verdict }: SlotReading): string | null {
  const the = `the ${SLOT_WORDS[slot]}`;
  switch (verdict) {
    case 'unset':
      return null;
    case 'missing':
      return `${the} is missing`;
    case 'empty':
      return `${the} is blank`;
    case 'not-usable':
      return `${the} is not one text or number`;
    case 'invalid':
      return `${the} is not valid`;
    case 'blocked':
      return `${the} stands for nobody`;
    case 'bad-path':
      return `the path of ${the} has a fault`;
    case 'too-costly':
      return `the path of ${the} takes too long`;
    // Only a CRM Contact Id can have a value and still leave everything open (ID4).
    case 'value':
      return `${the} belongs to nobody yet`;
    default:
      return assertNever(verdict);
  }
}

function sentences(...parts: (string | false)[]): string {
  return parts.filter((part) => part !== false).join(' ');
}
