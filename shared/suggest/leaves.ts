import { isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import type { Path } from '../json-path/path.ts';
import type { Leaf } from './suggestion.ts';

/** A sample that is larger than this is looked at from its beginning only. */
const MOST_VALUES = 5_000;
const MOST_ITEMS = 50;
const MOST_LEVELS = 12;

/** Members that hold the question of an answer (PA4). */
const QUESTIONS = ['label', 'question', 'title', 'key', 'ref', 'name', 'type'];
const ANSWERS = /^(?:answer|value|response|reply|text|email|phone_number|phone)s?$/i;

/** The values of a payload in their order, objects and lists included. */
export function leavesOf(root: JsonValue): Leaf[] {
  const leaves: Leaf[] = [];
  const walk = (value: JsonValue, place: Path, key: string, names: string, words: string): void => {
    if (leaves.length >= MOST_VALUES || place.length > MOST_LEVELS) return;
    if (place.length > 0) leaves.push({ place, key: plain(key), names, words, value });
    if (Array.isArray(value)) {
      for (const [index, item] of value.slice(0, MOST_ITEMS).entries())
        walk(item, [...place, index], key, names, words);
    } else if (isJsonObject(value)) {
      const asked = questionIn(value);
      for (const [name, inner] of Object.entries(value)) {
        const beside = ANSWERS.test(name) ? asked : '';
        walk(
          inner,
          [...place, name],
          name,
          `${names} ${spaced(name)}`.trim(),
          `${words} ${spaced(name)} ${beside}`.trim(),
        );
      }
    }
  };
  walk(root, [], '', '', '');
  return leaves;
}

/** The question that an object holds beside its answer; empty where there is none. */
function questionIn(object: JsonObject): string {
  const asked = QUESTIONS.flatMap((name) => {
    const value = Object.hasOwn(object, name) ? object[name] : undefined;
    return typeof value === 'string' ? [spaced(value)] : [];
  });
  return asked.join(' ').slice(0, 200);
}

/** `Start_time` → `starttime` */
export const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{Nd}]/gu, '');

/** `userEmail` and `user_email` → `user email` */
function spaced(name: string): string {
  return name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .replace(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim();
}
