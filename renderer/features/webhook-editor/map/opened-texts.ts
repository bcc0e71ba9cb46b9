import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { isOpenable, type Opened } from '#shared/json-path/open-strings.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { mappedTargets, type Target, withPath } from '../targets.ts';

/** The configuration with one more text opened as JSON. */
export function withOpened(config: WebhookConfig, place: Path): WebhookConfig {
  return { ...config, openStrings: [...config.openStrings, printPath(place)] };
}

/** The targets that take their value from inside a place, and so lose it when the place is a text again. */
export function targetsInside(config: WebhookConfig, root: JsonValue, place: Path): Target[] {
  return mappedTargets(config)
    .filter(({ path }) => placesOf(path, root).some((found) => isInside(found, place)))
    .map(({ target }) => target);
}

/** The configuration with the text at `place` left as text: what was opened inside it goes with it, and so do paths that lead inside. */
export function withoutOpened(
  config: WebhookConfig,
  root: JsonValue,
  opened: Opened['opened'],
  place: Path,
): WebhookConfig {
  const closed = new Set(
    opened.filter((one) => isSame(one.place, place) || isInside(one.place, place)).map(({ path }) => path),
  );
  const emptied = targetsInside(config, root, place).reduce((next, target) => withPath(next, target, null), config);
  return { ...emptied, openStrings: config.openStrings.filter((path) => !closed.has(path)) };
}

/** Values looked at for texts that hold JSON. */
const MOST_SEEN = 20_000;
const MOST_OFFERED = 3;

/** Texts of a payload that hold a JSON object or list themselves, as forms and automation tools send them. */
export function openableTexts(root: JsonValue): Path[] {
  const found: Path[] = [];
  let seen = 0;
  const look = (value: JsonValue, path: Path): void => {
    seen += 1;
    if (seen > MOST_SEEN || found.length === MOST_OFFERED) return;
    if (typeof value === 'string') {
      if (isOpenable(value)) found.push(path);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) look(item, [...path, index]);
    } else if (isJsonObject(value)) {
      for (const key of Object.keys(value)) look(value[key]!, [...path, key]);
    }
  };
  look(root, []);
  return found;
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

function isInside(path: Path, place: Path): boolean {
  return path.length > place.length && place.every((step, depth) => step === path[depth]);
}

function isSame(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, depth) => step === other[depth]);
}
