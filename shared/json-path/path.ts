import { isJsonObject, type JsonValue } from '../json/value.ts';

/** A place in a payload: names and list positions from the root. A negative position counts from the end of the list. */
export type Path = readonly (string | number)[];

/** One value that a path found, and where it stands. Positions in `path` are never negative. */
export interface Match {
  path: Path;
  value: JsonValue;
}

/** The path as people read it: `$.fields[0].value`; names that need it are quoted as in RFC 9535's normalized paths: `$['a.b']['*']`. */
export function printPath(path: Path): string {
  return `$${path.map(printStep).join('')}`;
}

/** One step of a path as it appears in its text, dot or brackets included. */
export function printStep(step: string | number): string {
  if (typeof step === 'number') return `[${step}]`;
  return PLAIN_NAME.test(step) ? `.${step}` : `[${quoteName(step)}]`;
}

/** A name or text in single quotes, escaped as RFC 9535 asks (and half surrogate pairs, which JSON allows, by their `\u` escape). */
export function quoteName(name: string): string {
  return `'${name.replace(NEEDS_ESCAPE, (character) => ESCAPES[character] ?? unicodeEscape(character))}'`;
}

/** The value at a place; undefined where the payload has no such place. */
export function valueAt(path: Path, root: JsonValue): JsonValue | undefined {
  return locate(path, root)?.value;
}

/** Like {@link valueAt}, with negative positions turned into real ones. */
export function locate(path: Path, root: JsonValue): Match | undefined {
  let value = root;
  const steps: (string | number)[] = [];
  for (const step of path) {
    const found = stepInto(value, step);
    if (found === undefined) return undefined;
    steps.push(typeof step === 'number' && step < 0 ? step + (value as JsonValue[]).length : step);
    value = found;
  }
  return { path: steps, value };
}

/** Whether a place lies below another one. */
export function isInside(path: Path, place: Path): boolean {
  return path.length > place.length && place.every((step, depth) => step === path[depth]);
}

export function isSamePlace(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, depth) => step === other[depth]);
}

function stepInto(value: JsonValue, step: string | number): JsonValue | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? value.at(step) : undefined;
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

// Letters and digits of any script are shorthand names in RFC 9535; emoji and invisible characters are too, but read better in quotes.
const PLAIN_NAME = /^[\p{L}_][\p{L}\p{Nd}_]*$/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what has to be escaped
const NEEDS_ESCAPE = /[\u0000-\u001f'\\]|\p{Surrogate}/gu;

const ESCAPES: Readonly<Record<string, string>> = {
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
  "'": "\\'",
  '\\': '\\\\',
};

function unicodeEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
