import { sayCount } from '#renderer/ui/say-count.ts';
import type { Conflict } from '#shared/contract/conflict.ts';
import type { Identifier } from '#shared/contract/contact.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';

/** `Phone and Email` */
export function saySlots(said: readonly Identifier[]): string {
  const words = said.map(({ slot }) => SLOT_LABELS[slot]);
  return words.length < 3 ? words.join(' and ') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `A request` · `Item 3 of a request` */
export function sayPart(item: Conflict['item']): string {
  return item === null ? 'A request' : `Item ${sayCount(item)} of a request`;
}

/** How it ended, in a few words; null while it waits. `who` is the contact’s name. */
export function sayDecision({ choice }: Pick<Conflict, 'choice'>, who: string): string | null {
  switch (choice) {
    case null:
      return null;
    case 'pick':
      return `About ${who}`;
    case 'new':
      return `About somebody new: ${who}`;
    case 'merge':
      return `All merged into ${who}`;
  }
}
