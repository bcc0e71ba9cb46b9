import { isJsonObject, type JsonValue } from '../json/value.ts';
import { isInside, type Path, printPath, printStep, quoteName, valueAt } from './path.ts';
import { readPath } from './read-path.ts';

export interface PathProposal {
  text: string;
  kind: 'by-key' | 'exact';
  /** Why one would choose it, in one plain sentence. */
  reason: string;
}

/**
 * The paths that lead to a clicked value, best first (PA4). In a list of questions and answers the order says nothing, so the answer is
 * found by its key; the exact position is the alternative. Every proposal finds exactly the clicked value in this payload.
 */
export function proposePaths(path: Path, root: JsonValue): PathProposal[] {
  const exact: PathProposal = { text: printPath(path), kind: 'exact', reason: exactReason(path) };
  const keyed = proposeByKey(path, root);
  return keyed === null ? [exact] : [keyed, exact];
}

/** The paths that lead to a clicked value, best first (PA4); inside the list of people, to the same value of each of them. */
export function pathsTo(path: Path, root: JsonValue, list: Path | null): PathProposal[] {
  if (list === null || !isInside(path, list)) return proposePaths(path, root);
  const depth = list.length + 1;
  const item = valueAt(path.slice(0, depth), root);
  if (item === undefined) return proposePaths(path, root);
  const each = `${printPath(list)}[*]`;
  return proposePaths(path.slice(depth), item).map((one) => ({ ...one, text: each + one.text.slice(1) }));
}

function proposeByKey(path: Path, root: JsonValue): PathProposal | null {
  const keys: AnswerKey[] = [];
  let text = '$';
  for (const [depth, step] of path.entries()) {
    const key = typeof step === 'number' ? findAnswerKey(path, depth, root) : null;
    if (key !== null) keys.push(key);
    text += key === null ? printStep(step) : `[?@${key.path.map(printStep).join('')}==${quoteName(key.value)}]`;
  }
  const last = keys.at(-1);
  if (last === undefined || !findsOnly(text, path, root)) return null;
  const name = last.path.join('.');
  return {
    text,
    kind: 'by-key',
    reason: `Finds the answer whose ${name} is “${shorten(last.value)}”, wherever it stands in the list.`,
  };
}

interface AnswerKey {
  path: readonly string[];
  value: string;
}

/** Members that name a question by their very name, the most lasting first: a form builder's key outlives the question's wording. */
const QUESTION_KEYS: readonly (readonly string[])[] = [
  ['key'],
  ['ref'],
  ['field', 'ref'],
  ['field', 'key'],
  ['question_id'],
  ['questionId'],
  ['field_id'],
  ['fieldId'],
  ['field', 'id'],
  ['question', 'id'],
  ['question'],
  ['field', 'name'],
  ['field', 'title'],
];

/** Members that every kind of list has (a line item has an id and a name too); they count only beside an answer. */
const COMMON_KEYS: readonly (readonly string[])[] = [
  ['id'],
  ['slug'],
  ['code'],
  ['name'],
  ['label'],
  ['title'],
  ['type'],
];

const ANSWER = /^(?:answer|value|response|reply|choice)s?$/i;

/** How the element of the list at `depth` is told apart from the others, if the list is one of questions and answers. */
function findAnswerKey(path: Path, depth: number, root: JsonValue): AnswerKey | null {
  const list = valueAt(path.slice(0, depth), root);
  const element = valueAt(path.slice(0, depth + 1), root);
  const member = path[depth + 1];
  if (!Array.isArray(list) || !isJsonObject(element) || typeof member !== 'string') return null;
  for (const keyPath of ANSWER.test(member) ? [...QUESTION_KEYS, ...COMMON_KEYS] : QUESTION_KEYS) {
    const value = member === keyPath[0] ? null : textAt(keyPath, element);
    if (value !== null && list.filter((other) => textAt(keyPath, other) === value).length === 1) {
      return { path: keyPath, value };
    }
  }
  return null;
}

function textAt(path: readonly string[], value: JsonValue): string | null {
  const found = valueAt(path, value);
  return typeof found === 'string' && found.trim() !== '' ? found : null;
}

function findsOnly(text: string, path: Path, root: JsonValue): boolean {
  const result = readPath(text, root);
  return (
    result.status === 'ok' && result.matches.length === 1 && printPath(result.matches[0]!.path) === printPath(path)
  );
}

function exactReason(path: Path): string {
  const position = path.findLast((step) => typeof step === 'number');
  if (position === undefined) return 'This exact place.';
  return `This exact place: number ${position + 1} in its list, whatever stands there.`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59).trimEnd()}…` : text;
}
