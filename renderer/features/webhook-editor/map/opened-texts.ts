import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { printForItems } from '#shared/json-path/one-item.ts';
import { isOpenable, type Opened } from '#shared/json-path/open-strings.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { isInside, isSamePlace, type Path, printPath } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { mappedTargets, type Target, withPath } from '../targets.ts';

/*
 * `list` is where the list of people stands that is worked on one by one; null where there is none. What is done to a text inside one of them is
 * done to that text of all of them.
 */

/** The path by which a text is opened. */
export function openingPath(place: Path, list: Path | null): string {
  return (list && printForItems(place, list)) ?? printPath(place);
}

/** The configuration with one more text opened as JSON. */
export function withOpened(config: WebhookConfig, place: Path, list: Path | null = null): WebhookConfig {
  return { ...config, openStrings: [...config.openStrings, openingPath(place, list)] };
}

/** The targets that take their value from inside a place, and so lose it when the place is a text again. */
export function targetsInside(config: WebhookConfig, root: JsonValue, place: Path, list: Path | null = null): Target[] {
  return mappedTargets(config)
    .filter(({ path }) => placesOf(path, root).some((found) => isInside(ofAll(found, list), ofAll(place, list))))
    .map(({ target }) => target);
}

/** The configuration with the text at `place` left as text: what was opened inside it goes with it, and so do paths that lead inside. */
export function withoutOpened(
  config: WebhookConfig,
  root: JsonValue,
  opened: Opened['opened'],
  place: Path,
  list: Path | null = null,
): WebhookConfig {
  const text = ofAll(place, list);
  const isClosed = (other: Path) => isSamePlace(other, text) || isInside(other, text);
  const closed = new Set(opened.filter((one) => isClosed(ofAll(one.place, list))).map(({ path }) => path));
  const emptied = targetsInside(config, root, place, list).reduce(
    (next, target) => withPath(next, target, null),
    config,
  );
  return { ...emptied, openStrings: config.openStrings.filter((path) => !closed.has(path)) };
}

/** Values looked at for texts that hold JSON. */
const MOST_SEEN = 20_000;
const MOST_OFFERED = 3;

/** Texts of a payload that hold a JSON object or list themselves, as forms and automation tools send them; by the path that opens them. */
export function openableTexts(root: JsonValue, list: Path | null = null): Map<string, Path> {
  const found = new Map<string, Path>();
  let seen = 0;
  const look = (value: JsonValue, path: Path): void => {
    seen += 1;
    if (seen > MOST_SEEN || found.size === MOST_OFFERED) return;
    if (typeof value === 'string') {
      const opening = openingPath(path, list);
      if (!found.has(opening) && isOpenable(value)) found.set(opening, path);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) look(item, [...path, index]);
    } else if (isJsonObject(value)) {
      for (const key of Object.keys(value)) look(value[key]!, [...path, key]);
    }
  };
  look(root, []);
  return found;
}

/** A place inside one of the people, as the same place of the first. */
function ofAll(path: Path, list: Path | null): Path {
  return list !== null && isInside(path, list) ? path.with(list.length, 0) : path;
}

/** Where a path leads in this payload, and where it would lead. */
function placesOf(path: string, root: JsonValue): Path[] {
  const parsed = parsePath(path);
  const read = readPath(path, root);
  return [
    ...(parsed.ok && parsed.singular !== null ? [parsed.singular] : []),
    ...(read.status === 'ok' ? read.matches.map((match) => match.path) : []),
  ];
}
