import type { FieldType } from '#shared/contract/field.ts';
import { isJsonObject, type JsonObject, type JsonValue, SourceNumber } from '#shared/json/value.ts';

/**
 * The field type that a value most likely wants. Cautious where a wrong guess would lose something: digits in text stay text (phone
 * numbers, postcodes, 007), unless the key speaks of an amount.
 */
export function guessFieldType(value: JsonValue, key: string): FieldType {
  if (value === null) return TIME_KEY.test(key) ? 'datetime' : 'text';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'number') return isUnixTime(value) && TIME_KEY.test(key) ? 'datetime' : 'number';
  if (value instanceof SourceNumber) return 'number';
  if (typeof value === 'string') return guessFromText(value.trim(), key);
  return 'json';
}

function guessFromText(text: string, key: string): FieldType {
  if (ISO_DATE.test(text)) return 'date';
  if (ISO_DATE_TIME.test(text) || RFC_2822.test(text)) return 'datetime';
  if (/^(true|false|yes|no)$/i.test(text)) return 'boolean';
  if (DECIMAL.test(text) && AMOUNT_KEY.test(key)) return 'number';
  if (UNIX_TIME.test(text) && TIME_KEY.test(key)) return 'datetime';
  if (/^[[{]/.test(text) && isJson(text)) return 'json';
  return 'text';
}

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;
const ISO_DATE_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?\s?(Z|[+-]\d{2}:?\d{2})?$/i;
const RFC_2822 = /^([A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(:\d{2})? ([+-]\d{4}|[A-Z]{1,4})$/;
const DECIMAL = /^-?\d{1,15}([.,]\d+)?$/;
const AMOUNT_KEY = /amount|price|total|sum|cost|quantity|qty|count|guests|seats|score|rating/i;
const UNIX_TIME = /^\d{10}(\d{3})?$/;
const TIME_KEY = /(_at|At|time|Time|timestamp|created|updated|start|end|date|Date|on)$/;

/** Seconds or milliseconds between 2001 and 2100. */
function isUnixTime(value: number): boolean {
  return (value >= 1e9 && value < 4.2e9) || (value >= 1e12 && value < 4.2e12);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

type Path = readonly (string | number)[];

/**
 * A name for a new field from where its value stands: the question beside an answer, else the key in plain words, with its parent's
 * where the key alone says little (`event.start` → “Event start”).
 */
export function guessFieldName(path: Path, root: JsonValue): string {
  const question = questionBeside(path, root);
  if (question !== null) return sentence(question);
  const keys = path.filter((step) => typeof step === 'string');
  const key = keys.at(-1);
  if (key === undefined) return 'Payload';
  const parent = keys.at(-2);
  const words = wordsOf(key);
  const named =
    GENERIC.has(words) && parent !== undefined && !WRAPPERS.has(wordsOf(parent))
      ? `${singular(wordsOf(parent))} ${words}`
      : words;
  return sentence(named) || 'Value';
}

/** In `{ "question": "Which room?", "answer": "Blue" }` the question names the answer. */
function questionBeside(path: Path, root: JsonValue): string | null {
  const key = path.at(-1);
  if (typeof key !== 'string' || !ANSWER_KEYS.has(key)) return null;
  let parent: JsonValue | undefined = root;
  for (const step of path.slice(0, -1)) parent = childOf(parent, step);
  if (!isJsonObject(parent)) return null;
  const asked = QUESTION_KEYS.map((name) => textOf(parent, name)).find((text) => text !== '');
  if (asked === undefined) return null;
  return /\s/.test(asked) ? asked.replace(/\s+/g, ' ').replace(/[?:*\s]+$/, '') : wordsOf(asked);
}

function textOf(object: JsonObject, name: string): string {
  const value = Object.hasOwn(object, name) ? object[name] : undefined;
  return typeof value === 'string' ? value.trim() : '';
}

function childOf(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (Array.isArray(value)) return typeof step === 'number' ? value[step] : undefined;
  return isJsonObject(value) && typeof step === 'string' && Object.hasOwn(value, step) ? value[step] : undefined;
}

const ANSWER_KEYS = new Set(['value', 'answer', 'answers', 'response', 'text', 'content']);
const QUESTION_KEYS = ['label', 'question', 'title', 'name', 'key', 'id', 'ref'];
const GENERIC = new Set([
  'id',
  'name',
  'value',
  'start',
  'end',
  'date',
  'time',
  'url',
  'title',
  'type',
  'status',
  'number',
  'code',
  'text',
]);
const WRAPPERS = new Set([
  'payload',
  'data',
  'body',
  'object',
  'attributes',
  'resource',
  'fields',
  'values',
  'properties',
]);

/** `bookingStart`, `booking_start` and `booking-start` → `booking start`. */
function wordsOf(key: string): string {
  return key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

function singular(words: string): string {
  return words.length > 3 && words.endsWith('s') && !words.endsWith('ss') ? words.slice(0, -1) : words;
}

function sentence(words: string): string {
  const text = words.slice(0, 60).trim();
  return text.charAt(0).toUpperCase() + text.slice(1);
}
