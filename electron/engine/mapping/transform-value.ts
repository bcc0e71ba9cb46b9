import { type Transform, VALUE_PLACE } from '#shared/contract/transform.ts';
import { assertNever } from '#shared/errors.ts';
import { excerpt, excerptOf } from '#shared/json/excerpt.ts';
import { numberSource } from '#shared/json/stringify-json.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { extractText } from '#shared/text/extract-text.ts';
import { trimText } from '#shared/text/trim-text.ts';

/** A value, or undefined where nothing is there. */
type Maybe = JsonValue | undefined;

/** One step: what it gives, or why it cannot be done. `why` tells why nothing is there. */
type Step = { ok: true; value: Maybe; why?: string } | { ok: false; sentence: string };

/** `steps` shows the value after each transform, cut, for as many as were done; null where nothing was there. */
export type Transformed = { steps: (string | null)[] } & Step;

/** Longest text that a template or a join may make; no field needs more. */
const MAX_LENGTH = 1_000_000;

/** CV9: the transforms of a row, in their order. `undefined` is a path that leads nowhere; only a default makes something of it or of null. */
export function transformValue(value: Maybe, transforms: readonly Transform[]): Transformed {
  const steps: (string | null)[] = [];
  let now: Step & { ok: true } = { ok: true, value };
  for (const transform of transforms) {
    const next = transformOnce(now.value, transform);
    if (!next.ok) return { ...next, steps };
    now = next.value === undefined ? { ...now, ...next } : next;
    steps.push(now.value === undefined ? null : excerpt(now.value));
  }
  return { ...now, steps };
}

function transformOnce(value: Maybe, transform: Transform): Step {
  if (transform.kind === 'default') return done(isNothing(value) ? transform.text : value);
  if (value === undefined || value === null) return done(value);
  if (transform.kind === 'join') return join(value, transform.separator);
  if (typeof value === 'object' && !(value instanceof SourceNumber)) {
    const what = Array.isArray(value) ? 'a list' : 'an object';
    return { ok: false, sentence: `It is ${what}, not one value that “${NAMES[transform.kind]}” could be done to.` };
  }
  switch (transform.kind) {
    case 'extract':
      return extract(textOf(value), transform.pattern);
    case 'template':
      return bounded(fill(transform.text, textOf(value)));
    default:
      // Digits and yes/no have no case and no words; as texts they would be read in the sender's number format.
      return done(typeof value === 'string' ? changeText(value, transform.kind) : value);
  }
}

const NAMES = {
  trim: 'without blanks around it',
  lower: 'lower case',
  upper: 'upper case',
  'first-word': 'first word',
  'last-word': 'last word',
  extract: 'the part that fits a pattern',
  template: 'put into a text',
} as const satisfies Record<Exclude<Transform['kind'], 'default' | 'join'>, string>;

function changeText(text: string, kind: 'trim' | 'lower' | 'upper' | 'first-word' | 'last-word'): string {
  switch (kind) {
    case 'trim':
      return trimText(text);
    case 'lower':
      return text.toLowerCase();
    case 'upper':
      return text.toUpperCase();
    case 'first-word':
      return trimText(text).split(/\s/, 1)[0] ?? '';
    case 'last-word':
      return trimText(text).split(/\s/).at(-1) ?? '';
    default:
      return assertNever(kind);
  }
}

function join(value: JsonValue, separator: string): Step {
  if (!Array.isArray(value)) return done(value);
  const parts: string[] = [];
  for (const item of value) {
    if (item === null || item === '') continue;
    if (typeof item === 'object' && !(item instanceof SourceNumber)) {
      return { ok: false, sentence: 'Something in the list is a list or an object itself, so it cannot be joined.' };
    }
    parts.push(textOf(item));
  }
  return parts.length === 0 ? { ...done(undefined), why: 'The list is empty.' } : bounded(parts.join(separator));
}

function extract(text: string, pattern: string): Step {
  const said = `the pattern ${excerptOf(pattern, 80)}`;
  const extracted = extractText(text, pattern);
  switch (extracted.status) {
    case 'found':
      return done(extracted.text);
    case 'no-match':
      return { ...done(undefined), why: `Nothing in “${excerptOf(text, 80)}” fits ${said}.` };
    case 'too-costly':
      return { ok: false, sentence: `It is too long to be searched for ${said}.` };
    case 'bad-pattern':
      return { ok: false, sentence: `Text cannot be searched for ${said}.` };
    default:
      return assertNever(extracted);
  }
}

function fill(template: string, text: string): string | null {
  const places = template.match(VALUE_PLACE)?.length ?? 0;
  return places * text.length > MAX_LENGTH ? null : template.replace(VALUE_PLACE, () => text);
}

function bounded(text: string | null): Step {
  return text !== null && text.length <= MAX_LENGTH
    ? done(text)
    : { ok: false, sentence: 'The text that would come out is too long.' };
}

function isNothing(value: Maybe): boolean {
  return value === undefined || value === null || (typeof value === 'string' && trimText(value) === '');
}

function textOf(value: string | number | boolean | SourceNumber): string {
  if (typeof value === 'number' || value instanceof SourceNumber) return numberSource(value);
  return String(value);
}

const done = (value: Maybe): Step & { ok: true } => ({ ok: true, value });
