import { isJsonObject, type JsonObject, type JsonValue } from '../json/value.ts';
import { type Path, printPath, printStep, quoteName, valueAt } from './path.ts';
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

/** Members that name a question, the most lasting first: a key of the form builder outlives the wording of the question. */
const KEY_PATHS: readonly (readonly string[])[] = [
  ['key'],
  ['ref'],
  ['field', 'ref'],
  ['field', 'key'],
  ['slug'],
  ['question_id'],
  ['questionId'],
  ['field_id'],
  ['fieldId'],
  ['field', 'id'],
  ['question', 'id'],
  ['id'],
  ['code'],
  ['name'],
  ['field', 'name'],
  ['question'],
  ['label'],
  ['title'],
  ['field', 'title'],
  ['type'],
];

/** Members that hold an answer. */
const ANSWER =
  /^(?:answers?|values?|responses?|reply|text|content|data|choices?|option|options|selected|email|phone_number|number|boolean|date|url|file_url)$/i;

/** How the element of the list at `depth` is told apart from the others, if the list is one of questions and answers. */
function findAnswerKey(path: Path, depth: number, root: JsonValue): AnswerKey | null {
  const list = valueAt(path.slice(0, depth), root);
  const element = valueAt(path.slice(0, depth + 1), root);
  const member = path[depth + 1];
  if (!Array.isArray(list) || !isJsonObject(element) || typeof member !== 'string') return null;
  for (const keyPath of KEY_PATHS) {
    const value = textAt(keyPath, element);
    if (value === null || member === keyPath[0] || !isAnswer(member, element, keyPath)) continue;
    if (list.filter((other) => textAt(keyPath, other) === value).length === 1) return { path: keyPath, value };
  }
  return null;
}

function isAnswer(member: string, element: JsonObject, keyPath: readonly string[]): boolean {
  // A nested field or question, or a type that names the answer's member, is what only form builders send.
  return keyPath.length > 1 || element.type === member || ANSWER.test(member);
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
