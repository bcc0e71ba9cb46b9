import { scalarText } from '#renderer/json-tree/search.ts';
import { summarise } from '#renderer/json-tree/summarise.ts';
import { bestPath } from '#renderer/ui/path/path-notes.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { type Match, type Path, printStep } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';

/** A path that what is typed could become, with what stands there in the sample. */
export interface Completion {
  path: string;
  /** The value in a few words; empty where nothing short can be said. */
  shows: string;
  /** A group or list: one may go on typing inside it. */
  isOpenEnded: boolean;
}

const MOST = 12;
/** A wildcard before the cursor: names are gathered from this many of the places it finds. */
const MOST_PLACES = 40;
/** Values looked at for a name that stands anywhere; the top of a payload is what people mean. */
const MOST_VISITED = 20_000;
const LONGEST_SHOWN = 60;

/**
 * What a half-typed path can go on to in the sample: first what stands inside the place that is typed already, then names that begin with
 * or hold the last letters, then the same name anywhere deeper. A word without `$` is looked for everywhere, and `client.email`, as manuals write
 * it, is taken for a path as well. `list` is where the list of
 * people stands that is worked on one by one.
 */
export function completePath(typed: string, root: JsonValue, list: Path | null = null): Completion[] {
  const text = typed.trim();
  if (text === '') return inside('$', [root], '');
  if (!text.startsWith('$')) return unique([...withoutRoot(text, root), ...anywhere(text, root, list)], text);
  return unique(stepsFrom(text, root, list), text);
}

/** Of a text that leads somewhere once `$` stands before it: that path, and what it can go on to. */
function withoutRoot(text: string, root: JsonValue): Completion[] {
  if (!/[.[]/.test(text)) return [];
  const path = /^[.[]/.test(text) ? `$${text}` : `$.${text}`;
  return [
    ...placesOf(path, root)
      .slice(0, 1)
      .map((value) => completion(path, value)),
    ...stepsFrom(path, root, null),
  ];
}

function stepsFrom(text: string, root: JsonValue, list: Path | null): Completion[] {
  const here = placesOf(text, root);
  const last = lastStep(text, root);
  const next = [...inside(text, here, ''), ...(last === null ? [] : inside(last.head, last.places, last.part))];
  const leadsNowhere = last !== null && next.length === 0 && here.length === 0;
  return leadsNowhere ? anywhere(last.part, root, list) : next;
}

function unique(completions: Completion[], typed: string): Completion[] {
  const byPath = new Map(completions.map((one) => [one.path, one]));
  byPath.delete(typed);
  return [...byPath.values()].slice(0, MOST);
}

interface LastStep {
  /** The text before the step, and what it finds. */
  head: string;
  places: JsonValue[];
  /** The letters of the step. */
  part: string;
}

/** The unfinished last step of a text; null where the beginning leads nowhere. */
function lastStep(text: string, root: JsonValue): LastStep | null {
  for (let at = text.length - 1; at > 0; at -= 1) {
    if (text[at] !== '.' && text[at] !== '[') continue;
    const head = text.slice(0, at);
    const part = UNFINISHED.exec(text.slice(at))?.groups;
    const places = part === undefined ? [] : placesOf(head, root);
    if (places.length > 0) return { head, places, part: part?.name ?? part?.item ?? part?.position ?? '' };
  }
  return null;
}

/** `.na`, `..na`, `[2`, `['na`, and the closed forms of each. */
const UNFINISHED = /^(?:\.{1,2}(?<name>[^.[\]]*)|\[(?:['"](?<item>.*?)['"]?|(?<position>\d*))\]?)$/u;

function placesOf(head: string, root: JsonValue): JsonValue[] {
  if (!parsePath(head).ok) return [];
  const read = readPath(head, root);
  return read.status === 'ok' ? read.matches.slice(0, MOST_PLACES).map(({ value }) => value) : [];
}

/** What stands directly inside the places that a path finds, under names with these letters; those that begin with them first. */
function inside(head: string, places: JsonValue[], part: string): Completion[] {
  const found = new Map<string | number, JsonValue>();
  for (const value of places) {
    for (const [step, member] of members(value)) if (!found.has(step)) found.set(step, member);
  }
  const named = [...found].filter(([step]) => rank(step, part) < NO_RANK);
  named.sort(([one], [other]) => rank(one, part) - rank(other, part));
  return named.slice(0, MOST).map(([step, value]) => completion(head + printStep(step), value));
}

const NO_RANK = 2;

function rank(step: string | number, part: string): number {
  const at = String(step).toLowerCase().indexOf(part.toLowerCase());
  if (at < 0) return NO_RANK;
  return at === 0 ? 0 : 1;
}

function members(value: JsonValue): Iterable<[string | number, JsonValue]> {
  if (Array.isArray(value)) return value.slice(0, MOST).entries();
  return isJsonObject(value) ? Object.entries(value) : [];
}

/** Values under a name with these letters, wherever they stand, the nearest to the top first. */
function anywhere(part: string, root: JsonValue, list: Path | null): Completion[] {
  if (part === '') return [];
  const queue: Match[] = [{ path: [], value: root }];
  const found: Match[][] = [[], []];
  for (let visited = 0; visited < Math.min(queue.length, MOST_VISITED); visited += 1) {
    const { path, value } = queue[visited]!;
    const name = path.at(-1);
    const place = typeof name === 'string' ? rank(name, part) : NO_RANK;
    if ((found[place]?.length ?? MOST) < MOST) found[place]!.push({ path, value });
    if (found[0]!.length === MOST) break;
    for (const [step, member] of members(value)) queue.push({ path: [...path, step], value: member });
  }
  return found
    .flat()
    .slice(0, MOST)
    .map(({ path, value }) => completion(bestPath(path, root, list), value));
}

function completion(path: string, value: JsonValue): Completion {
  const scalar = scalarText(value);
  const text = scalar === null ? summarise(value) : scalar.slice(0, 2 * LONGEST_SHOWN).replace(/\s+/gu, ' ');
  const shows = text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1).trimEnd()}…` : text;
  return { path, shows, isOpenEnded: scalar === null };
}
