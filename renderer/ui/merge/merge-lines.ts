import { sayPhone, sayValue } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { FieldType } from '#shared/contract/field.ts';
import type { MergedSlot, MergePreview, MergeTake } from '#shared/contract/merge.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';

/** One value of two contacts that are to be merged. */
export interface MergeLine {
  id: string;
  name: string;
  keep: string | null;
  from: string | null;
  /** Whose it is afterwards. */
  of: 'keep' | 'from';
  /** Both have one: the same, or one that gives way. */
  isSame: boolean;
  isContested: boolean;
  place: { slot: MergedSlot } | { field: string };
}

/** What was chosen a moment ago shows at once, before the engine has answered what it gives. */
export function mergeLines(
  { values, fields }: MergePreview,
  take: MergeTake,
  format: (text: string, type: FieldType) => string,
): MergeLine[] {
  return [
    ...values.map(({ slot, value, other, of, isSame }): MergeLine => {
      const shown = { value: sayValue(slot, value), other: other && sayValue(slot, other), of, isSame };
      const sides = sidesOf(shown, take.slots.includes(slot));
      return { id: slot, name: SLOT_LABELS[slot], ...sides, place: { slot } };
    }),
    ...fields.map(({ field, name, type, value, other, of, isSame }): MergeLine => {
      const shown = { value: format(value.text, type), other: other && format(other.text, type), of, isSame };
      const sides = sidesOf(shown, take.fields.includes(field));
      return { id: `field-${field}`, name, ...sides, place: { field } };
    }),
  ];
}

interface Shown {
  value: string;
  other: string | null;
  of: 'keep' | 'from';
  isSame: boolean;
}

function sidesOf({ value, other, of: was, isSame }: Shown, isTaken: boolean) {
  const isContested = other !== null && !isSame;
  const of = isContested ? (isTaken ? 'from' : 'keep') : was;
  const [keep, from] = was === 'keep' ? [value, other] : [other, value];
  return { keep, from, of, isSame, isContested };
}

/** The choice with one more value taken from the one or the other contact. */
export function taking(take: MergeTake, { place }: MergeLine, of: 'keep' | 'from'): MergeTake {
  const changed = <Item>(items: readonly Item[], item: Item) => [
    ...items.filter((one) => one !== item),
    ...(of === 'from' ? [item] : []),
  ];
  return 'slot' in place
    ? { ...take, slots: changed(take.slots, place.slot) }
    : { ...take, fields: changed(take.fields, place.field) };
}

/** What the table does not show. */
export function afterwards({ label, requests, alsoFoundBy }: MergePreview): string {
  const who = sayPhone(label);
  const count = requests === 1 ? 'one request' : `${requests === 0 ? 'no' : sayCount(requests)} requests`;
  const others = alsoFoundBy.filter(({ slot }) => slot !== 'userNs').map(({ slot, value }) => sayValue(slot, value));
  const found = others.length === 0 ? '' : ` A request with ${others.join(' or ')} is then about ${who} as well.`;
  return `The contact is called ${who} afterwards and has ${count}.${found}`;
}
