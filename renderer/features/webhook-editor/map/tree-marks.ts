import type { TreeMark } from '#renderer/json-tree/JsonTree.tsx';
import type { Field } from '#shared/contract/field.ts';
import { PROFILE_SLOTS, type WebhookConfig } from '#shared/contract/webhook.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { isInside, type Match, type Path, printPath } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { mappedTargets, type Target, targetId, targetLabel } from '../targets.ts';

/** The mark of the switch that stores the whole payload. */
export const PAYLOAD_MARK = 'payload';
/** A path into a long list marks its first rows; more would not be seen anyway. */
const MOST_ROWS = 200;

/** Which rows of the tree carry whose chip: the printed path of a row → its marks. */
export function treeMarks(
  config: WebhookConfig,
  fields: readonly Field[],
  root: JsonValue,
  /** Where the list of people stands that is worked on one by one. */
  list: Path | null = null,
): ReadonlyMap<string, readonly TreeMark[]> {
  const names = new Map(fields.map(({ key, name }) => [key, name]));
  const types = new Map(fields.map(({ key, type }) => [key, type]));
  const marks = new Map<string, TreeMark[]>();
  const add = (row: string, mark: TreeMark) => marks.set(row, [...(marks.get(row) ?? []), mark]);
  for (const { target, path } of mappedTargets(config)) {
    const read = readPath(path, root);
    if (read.status !== 'ok') continue;
    const takesList = target.kind === 'field' && types.get(target.field) === 'json';
    const mark: TreeMark = { id: targetId(target), label: targetLabel(target, names), tone: toneOf(target) };
    const used = takesList ? read.matches : usedOf(read.matches, list);
    for (const match of used.slice(0, MOST_ROWS)) add(printPath(match.path), mark);
  }
  if (config.payloadField !== null) {
    add('$', { id: PAYLOAD_MARK, label: names.get(config.payloadField) ?? config.payloadField, tone: 'field' });
  }
  return marks;
}

/** PA5: of several values the first; of those in the list of people, the first of each. */
function usedOf(matches: readonly Match[], list: Path | null): Match[] {
  const seen = new Set<Path[number]>();
  return matches.filter(({ path }) => {
    const one = list !== null && isInside(path, list) ? path[list.length]! : '';
    return !seen.has(one) && seen.add(one);
  });
}

function toneOf(target: Target): TreeMark['tone'] {
  if (target.kind === 'field') return 'field';
  return (PROFILE_SLOTS as readonly string[]).includes(target.slot) ? 'profile' : 'identity';
}
