import { recogniseValue } from '#renderer/json-tree/recognise-value.ts';
import type { Slot } from '#shared/contract/slot-words.ts';
import type { JsonValue } from '#shared/json/value.ts';

/** What the two slots are for whose names nobody knows from elsewhere. */
export const SLOT_HINTS: Partial<Record<Slot, string>> = {
  userNs: 'number in Fieldhook',
  crmContactId: 'number at the sender',
};

/** The slot that a value is made for by its looks; null where it could be anything. */
export function fittingSlot(value: JsonValue, name: string | number | null): Slot | null {
  switch (recogniseValue(value, name)?.words) {
    case 'e-mail':
      return 'email';
    case 'phone':
      return 'phone';
    default:
      return null;
  }
}
