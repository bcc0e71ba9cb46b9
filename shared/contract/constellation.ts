import type { Candidate } from './receipt.ts';
import { IDENTITY_SLOTS, type IdentitySlot } from './webhook.ts';

/** An identifier that belongs to somebody: its value as it is compared, and whose it is. */
interface Owned {
  slot: IdentitySlot;
  value: string | null;
  userNs: string;
}

/**
 * What a remembered decision goes by (ID10): each identifier that belongs to somebody, its value as it is compared, and whose it is. Two
 * requests of a webhook are alike exactly when these are equal; identifiers that belong to nobody do not count.
 */
export function constellationOf(
  candidates: readonly Candidate[],
  valueIn: (slot: IdentitySlot) => string | null,
): string {
  const owned = candidates.flatMap(({ contact, slots }) =>
    slots.map((slot): Owned => ({ slot, value: valueIn(slot), userNs: contact.userNs })),
  );
  const inOrder = owned.toSorted((one, other) => IDENTITY_SLOTS.indexOf(one.slot) - IDENTITY_SLOTS.indexOf(other.slot));
  return JSON.stringify(inOrder.map(({ slot, value, userNs }) => [slot, value, userNs]));
}

/** The identifiers of a constellation that was stored. */
export function readConstellation(text: string): { slot: IdentitySlot; value: string; userNs: string }[] {
  const owned = JSON.parse(text) as [IdentitySlot, string, string][];
  return owned.map(([slot, value, userNs]) => ({ slot, value, userNs }));
}
