import type { MergedSlot } from '#shared/contract/merge.ts';

const SLOT_WORDS = {
  phone: 'phone number',
  email: 'e-mail',
  crmContactId: 'CRM Contact Id',
  firstName: 'first name',
  lastName: 'last name',
  name: 'name',
} as const satisfies Record<MergedSlot, string>;

export interface LeftBehind {
  /** Labels of the two contacts. */
  keep: string;
  from: string;
  /** What the kept contact had from the merge and somebody changed since. */
  slots: readonly MergedSlot[];
  /** By their names. */
  fields: readonly string[];
  /** Identifiers that belong to somebody else by now. */
  taken: readonly { slot: MergedSlot; value: string; by: string; without: string }[];
  requestsSince: number;
}

/** What undoing a merge could not bring back, a sentence each. */
export function sayLeft({ keep, from, slots, fields, taken, requestsSince }: LeftBehind): string[] {
  const names = [...slots.map((slot) => `the ${SLOT_WORDS[slot]}`), ...fields.map((name) => `the field “${name}”`)];
  return [
    ...names.map((name) => `${keep} keeps ${name}, which was changed since the merge.`),
    ...taken.map(
      ({ slot, value, by, without }) =>
        `${value} belongs to ${by} now, so ${without} is without this ${SLOT_WORDS[slot]}.`,
    ),
    ...(requestsSince > 0
      ? [
          `${requestsSince === 1 ? 'One request that came' : `${requestsSince} requests that came`} since the merge ${requestsSince === 1 ? 'stays' : 'stay'} with ${keep}, not with ${from}.`,
        ]
      : []),
  ];
}
