import type { JsonValue } from '../json/value.ts';
import { kindOf } from '../json/value-kind.ts';
import { Budget } from '../json-path/budget.ts';
import { isInside, isSamePlace, type Path, valueAt } from '../json-path/path.ts';
import { readPath } from '../json-path/read-path.ts';
import { leavesOf, plain } from './leaves.ts';
import { shapeOf } from './shape.ts';
import type { Leaf } from './suggestion.ts';
import { clientScore, isOwn, type OwnIdentity } from './whose.ts';

export interface MovedInput {
  /** The path that led to a value and does not any more. */
  path: string;
  /** The newest request in which it did; undefined where none is kept. */
  before: JsonValue | undefined;
  /** The newest requests in which it does not, latest first. */
  after: readonly JsonValue[];
  /** The paths that other rows have: their values are somebody else's. */
  taken: readonly string[];
  /** Whose value it has to be where it tells who somebody is; null where it does not. */
  own: OwnIdentity | null;
}

export interface Moved {
  place: Path;
  value: JsonValue;
  /** Why it is probably the one, in one plain sentence. */
  reason: string;
}

type Found = Pick<Moved, 'place' | 'value'>;
type Candidate = Moved & { score: number };

/**
 * Where the value of a path stands now that its sender has changed something: under the same name elsewhere, or as a new value that looks alike.
 * Null where nothing stands out, or two do equally. Pure, and bounded as suggestions are.
 */
export function whereItMoved(input: MovedInput): Moved | null {
  const { path, before, after, own } = input;
  const [newest] = after;
  if (newest === undefined) return null;
  const was = before === undefined ? undefined : firstMatch(path, before);
  const key = plain(lastName(was?.place ?? [], path));
  const taken = input.taken.map((other) => firstMatch(other, newest)?.place);
  const open = leavesOf(newest).filter(
    (leaf) =>
      isLike(leaf.value, was?.value) &&
      // What was there beside the value before is something else.
      (before === undefined || valueAt(leaf.place, before) === undefined) &&
      after.every((root) => valueAt(leaf.place, root) !== undefined) &&
      !taken.some((place) => place !== undefined && isSamePlace(place, leaf.place)) &&
      (own === null || (clientScore(leaf) !== null && !isOwn(leaf.value, own))),
  );
  const candidates = open.flatMap((leaf) => judge(leaf, key, was, open) ?? []);
  candidates.sort((one, other) => other.score - one.score);
  const [best, next] = candidates;
  return best === undefined || best.score === next?.score ? null : best;
}

function judge(
  { place, key, value }: Leaf,
  formerKey: string,
  was: Found | undefined,
  open: readonly Leaf[],
): Candidate | null {
  const candidate = (score: number, reason: string): Candidate => ({ place, value, score: score + isInOld, reason });
  const isInOld = was !== undefined && isInside(place, was.place) ? 1 : 0;
  const shape = shapeOf(value);
  if (key === formerKey) return candidate(6, 'The same name, at another place.');
  if (was === undefined) return null;
  if (isAlike(key, formerKey)) return candidate(4, 'New in the requests, and the name is alike.');
  if (shape !== null) return candidate(2, `New in the requests, and ${shape} as before.`);
  const beside = open.filter((other) => isBeside(other.place, was.place));
  const isOnly = beside.length === 1 && isBeside(place, was.place);
  return isOnly ? candidate(0, 'The only new value where the other one stood.') : null;
}

/** Of the same kind, and where the former value had a shape (a date, a phone number), of that. Without a former one, any text or number. */
function isLike(value: JsonValue, was: JsonValue | undefined): boolean {
  if (value === null || value === '') return false;
  if (was === undefined) return kindOf(value) === 'text' || kindOf(value) === 'number';
  return kindOf(value) === kindOf(was) && shapeOf(value) === shapeOf(was);
}

/** One of them goes on with the other: `start` and `starts_at`. */
function isAlike(one: string, other: string): boolean {
  return Math.min(one.length, other.length) >= 3 && (one.includes(other) || other.includes(one));
}

function isBeside(place: Path, other: Path): boolean {
  return isSamePlace(place.slice(0, -1), other.slice(0, -1));
}

/** So much may one path cost. */
const STEPS = 20_000;

function firstMatch(path: string, root: JsonValue): Found | undefined {
  const read = readPath(path, root, new Budget(STEPS));
  const [match] = read.status === 'ok' ? read.matches : [];
  return match && { place: match.path, value: match.value };
}

/** The name by which the value went: of its place, or what is written last in the path. */
function lastName(place: Path, path: string): string {
  const name = place.findLast((step) => typeof step === 'string');
  return typeof name === 'string' ? name : (/([\p{L}\p{Nd}_-]+)['"\]]*$/u.exec(path)?.[1] ?? '');
}
