import type { JsonValue } from '../json/value.ts';
import { valueText } from '../json/value-text.ts';

/** The address of a program library (`git@host:name/place.git`) is none. */
export const EMAIL = /^[^\s@<>,;"]+@[^\s@<>,;":/]+\.[^\s@<>,;":/.]{2,}$/;
export const PHONE = /^\+?[\d\s().\-/]{7,24}$/;
export const MOMENT = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?$/;

const SHAPES = [
  { words: 'an e-mail address', pattern: EMAIL },
  { words: 'a date', pattern: MOMENT },
  { words: 'a phone number', pattern: PHONE },
  { words: 'a web address', pattern: /^https?:\/\/\S+$/ },
] as const;

/** What a value looks like, with an article; null where nothing tells it apart. */
export function shapeOf(value: JsonValue): string | null {
  const text = valueText(value)?.trim() ?? '';
  return SHAPES.find(({ pattern }) => pattern.test(text))?.words ?? null;
}
