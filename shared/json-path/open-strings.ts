import { type ParseJsonResult, parseJson, REQUEST_LIMITS } from '../json/parse-json.ts';
import { isJsonObject, type JsonValue } from '../json/value.ts';
import { sayRound } from '../local-form/say-number.ts';
import { cutAtItem, listAt, MOST_ITEMS } from './one-item.ts';
import { parsePath } from './parse-path.ts';
import { isInside, isSamePlace, locate, type Path, valueAt } from './path.ts';
import { withValueAt } from './with-value-at.ts';

/** A text that was to be opened and stays a text, with the reason in a sentence. */
export interface Unopened {
  path: string;
  place: Path;
  sentence: string;
}

export interface Opened {
  /** The payload with the texts opened; the given one where none was. */
  value: JsonValue;
  /** By which path each text was opened and where it stood, in the order in which they were opened. */
  opened: { path: string; place: Path }[];
  unopened: Unopened[];
}

/**
 * Reads texts of a payload as JSON, so that paths go on inside them (RC3, CORPUS B24): one after the other, hence also a text inside an
 * opened text. Only an object or a list is opened; the whole stays within the limits of a request, however much a text holds. A place
 * that is missing, blank or not a text has nothing to open and is passed over. The given payload is left as it is.
 *
 * @param paths Texts of paths made of names and positions only. With a list that is worked on item by item, a path into it (see
 * {@link cutAtItem}) opens its text in every item.
 * @param itemsPath Where that list stands; null where there is none.
 */
export function openStrings(root: JsonValue, paths: readonly string[], itemsPath: string | null = null): Opened {
  const result: Opened = { value: root, opened: [], unopened: [] };
  const room = new Room(root);
  for (const path of paths) {
    for (const place of placesOf(path, result.value, itemsPath)) {
      const text = valueAt(place, result.value);
      if (typeof text !== 'string' || text.trim() === '') continue;
      const read = room.read(text, place.length);
      if (!read.ok) {
        result.unopened.push({ path, place, sentence: read.sentence });
        continue;
      }
      result.value = withValueAt(place, result.value, read.value);
      result.opened.push({ path, place });
    }
  }
  return result;
}

function placesOf(path: string, root: JsonValue, itemsPath: string | null): Path[] {
  const items = itemsPath === null ? null : listAt(itemsPath, root);
  const inItem = items && inEachItem(path, items.place, root);
  // A longer list is not worked on at all.
  if (items && inItem)
    return items.list.length > MOST_ITEMS ? [] : items.list.map((_, at) => [...items.place, at, ...inItem]);
  const parsed = parsePath(path);
  const found = parsed.ok && parsed.singular !== null ? locate(parsed.singular, root) : undefined;
  // To the items, a place in another item is not there.
  return found === undefined || (items && isInside(found.path, items.place)) ? [] : [found.path];
}

/** What is left of a path behind an item of the list at `list`; null where it leads elsewhere. */
function inEachItem(path: string, list: Path, root: JsonValue): Path | null {
  const cut = cutAtItem(path, list.length);
  const found = cut && locate(cut.list, root);
  return found && isSamePlace(found.path, list) ? cut.inItem : null;
}

/** Whether a value is a text that holds a JSON object or list. */
export function isOpenable(value: JsonValue): value is string {
  return typeof value === 'string' && /^\s*[[{]/.test(value) && parseJson(value).ok;
}

/** How much more the payload may hold. It is only measured when there is something to open. */
class Room {
  readonly #root: JsonValue;
  #values: number | null = null;

  constructor(root: JsonValue) {
    this.#root = root;
  }

  /** Reads a text that stands inside `depth` lists and objects, and takes the room that it needs. */
  read(text: string, depth: number): { ok: true; value: JsonValue } | { ok: false; sentence: string } {
    this.#values ??= REQUEST_LIMITS.values - countValues(this.#root);
    // The text itself is one value, which goes when it is opened.
    const room = this.#values + 1;
    const read = parseJson(text, { depth: REQUEST_LIMITS.depth - depth, values: room });
    if (!read.ok) return { ok: false, sentence: sayFault(read) };
    if (!isJsonObject(read.value) && !Array.isArray(read.value)) {
      return { ok: false, sentence: 'It is neither an object nor a list, so it stays the text that it is.' };
    }
    this.#values = room - countValues(read.value);
    return { ok: true, value: read.value };
  }
}

function sayFault({ reason, sentence, line, column }: Extract<ParseJsonResult, { ok: false }>): string {
  switch (reason) {
    case 'too-deep':
      return `Opened, the request would be nested more than ${REQUEST_LIMITS.depth} levels deep, so it stays text.`;
    case 'too-many-nodes':
      return `Opened, the request would have more than ${sayRound(REQUEST_LIMITS.values)} values, so it stays text.`;
    case 'bad-json':
      return `It cannot be read as JSON, so it stays text: ${sentence.replace(/\.$/, '')} (line ${line}, column ${column}).`;
  }
}

function countValues(value: JsonValue): number {
  if (Array.isArray(value)) return value.reduce<number>((count, item) => count + countValues(item), 1);
  if (!isJsonObject(value)) return 1;
  return Object.keys(value).reduce((count, key) => count + countValues(value[key]!), 1);
}
