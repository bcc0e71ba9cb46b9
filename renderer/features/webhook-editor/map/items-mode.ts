import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { isJsonObject, type JsonValue } from '#shared/json/value.ts';
import { printForItems } from '#shared/json-path/one-item.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';
import { mapPaths } from '../targets.ts';

/** Whether a value is a list of things that may each be about somebody. */
export function isListOfGroups(value: JsonValue): value is JsonValue[] {
  return Array.isArray(value) && value.some((item) => isJsonObject(item));
}

/** One contact per item of the list at `place` (RC3). What was mapped from one of its items is then mapped from each. */
export function withItems(config: WebhookConfig, place: Path): WebhookConfig {
  const list = printPath(place);
  return { ...mapPaths(config, (path) => forEachItem(path, place, list)), itemsPath: list };
}

/** One contact per request again. What was mapped from each item is then mapped from the first. */
export function withoutItems(config: WebhookConfig): WebhookConfig {
  const each = `${config.itemsPath}[*]`;
  const first = `${config.itemsPath}[0]`;
  return {
    ...mapPaths(config, (path) => (path.startsWith(each) ? first + path.slice(each.length) : path)),
    itemsPath: null,
  };
}

function forEachItem(path: string, place: Path, list: string): string {
  const parsed = parsePath(path);
  const steps = parsed.ok ? parsed.singular : null;
  if (steps !== null) return printForItems(steps, place) ?? path;
  // By key and the like: as clicking writes it.
  const item = path.startsWith(list) ? /^\[\d+\]/.exec(path.slice(list.length)) : null;
  return item === null ? path : `${list}[*]${path.slice(list.length + item[0].length)}`;
}
