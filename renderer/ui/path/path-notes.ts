import type { JsonValue } from '#shared/json/value.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { isInside, type Path, printPath } from '#shared/json-path/path.ts';
import { type PathProposal, pathsTo } from '#shared/json-path/propose-paths.ts';
import { readPath } from '#shared/json-path/read-path.ts';

/** Something worth knowing about a path, and another path that could stand in its place. */
export interface PathNote {
  id: 'classic' | 'by-key' | 'exact' | 'from-top';
  sentence: string;
  offer: { label: string; path: string } | null;
}

/**
 * What the owner should know about the path as it stands: that it goes by key or could (PA4), that it is written in the older way (PA3), or how
 * it is written from the top of the request, as other products leave out.
 * `list` is where the list of people stands that is worked on one by one.
 */
export function pathNotes(path: string, root: JsonValue | undefined, list: Path | null = null): PathNote[] {
  const parsed = parsePath(path);
  if (!parsed.ok) return fromTop(path);
  const notes: PathNote[] = [];
  if (parsed.dialect === 'classic') {
    notes.push({
      id: 'classic',
      sentence: 'Classic: written in the older way of other products.',
      offer: parsed.rfcForm === null ? null : { label: 'Use today’s form', path: parsed.rfcForm },
    });
  }
  const read = root === undefined ? null : readPath(path, root);
  if (root === undefined || read?.status !== 'ok') return notes;
  const [first, ...more] = read.matches;
  // In the list it is one value for each of them.
  const isOne = first !== undefined && (more.length === 0 || (list !== null && isInside(first.path, list)));
  if (!isOne) return notes;
  const other = otherWay(parsed.text, pathsTo(first.path, root, list));
  return other === null ? notes : [...notes, other];
}

function fromTop(path: string): PathNote[] {
  if (path.startsWith('$')) return [];
  const whole = /^[.[]/.test(path) ? `$${path}` : `$.${path}`;
  if (!parsePath(whole).ok) return [];
  return [
    { id: 'from-top', sentence: 'Meant from the top of the request?', offer: { label: `Use ${whole}`, path: whole } },
  ];
}

function otherWay(path: string, proposals: PathProposal[]): PathNote | null {
  const byKey = proposals.find(({ kind }) => kind === 'by-key');
  const exact = proposals.find(({ kind }) => kind === 'exact');
  if (!byKey || !exact) return null;
  if (path === byKey.text) {
    return { id: 'by-key', sentence: byKey.reason, offer: { label: 'Use the exact place instead', path: exact.text } };
  }
  if (path === exact.text) {
    return { id: 'exact', sentence: exact.reason, offer: { label: 'Find it by its key instead', path: byKey.text } };
  }
  return null;
}

/** The path to use for a clicked place: by key where that is wiser, else its exact place. */
export function bestPath(path: Path, root: JsonValue, list: Path | null = null): string {
  return pathsTo(path, root, list)[0]?.text ?? printPath(path);
}
