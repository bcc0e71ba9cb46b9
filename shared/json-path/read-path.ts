import type { JsonValue } from '../json/value.ts';
import { Budget, TooCostly } from './budget.ts';
import { runClassic } from './classic/run-classic.ts';
import { type CompiledPath, compilePath } from './compile-path.ts';
import { evaluateQuery } from './evaluate-query.ts';
import { locate, type Match } from './path.ts';

export type ReadPathResult =
  | { status: 'ok'; matches: Match[] }
  | { status: 'bad-path'; message: string; column: number }
  | { status: 'too-costly' };

/** Reads the paths of one request. */
export type PathReader = (text: string) => ReadPathResult;

/**
 * Reads any number of paths in one payload with one budget between them: 200 costly rows cost no more than one. Each text is read once.
 * When the budget is used up, names and positions still lead to their value; every other path is `too-costly`.
 */
export function pathReader(root: JsonValue, budget: Budget = new Budget()): PathReader {
  const known = new Map<string, ReadPathResult>();
  return (text) => {
    const read = known.get(text) ?? readPath(text, root, budget);
    known.set(text, read);
    return read;
  };
}

/**
 * Finds what a path text selects in a payload. The work is bounded and counted, not timed, so the same path on the same payload always
 * ends the same way; no path can run script (PA3). `budget` is what it may cost, shared with whoever else spends from it.
 */
export function readPath(text: string, root: JsonValue, budget: Budget = new Budget()): ReadPathResult {
  const compiled = compilePath(text);
  if (!compiled.ok) return { status: 'bad-path', message: compiled.message, column: compiled.column };
  try {
    return { status: 'ok', matches: find(compiled, root, budget) };
  } catch (fault) {
    if (fault instanceof TooCostly) return { status: 'too-costly' };
    throw fault;
  }
}

function find(path: CompiledPath, root: JsonValue, budget: Budget): Match[] {
  if (path.singular !== null) {
    const match = locate(path.singular, root);
    return match === undefined ? [] : [match];
  }
  return path.query === null ? runClassic(path.text, root, budget) : evaluateQuery(path.query, root, budget);
}
