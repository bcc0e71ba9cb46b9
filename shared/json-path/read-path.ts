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

/**
 * Finds what a path text selects in a payload. The work is bounded and counted, not timed, so the same path on the same payload always
 * ends the same way; no path can run script (PA3).
 */
export function readPath(text: string, root: JsonValue): ReadPathResult {
  const compiled = compilePath(text);
  if (!compiled.ok) return { status: 'bad-path', message: compiled.message, column: compiled.column };
  try {
    return { status: 'ok', matches: find(compiled, root) };
  } catch (fault) {
    if (fault instanceof TooCostly) return { status: 'too-costly' };
    throw fault;
  }
}

function find(path: CompiledPath, root: JsonValue): Match[] {
  if (path.singular !== null) {
    const match = locate(path.singular, root);
    return match === undefined ? [] : [match];
  }
  return path.query === null ? runClassic(path.text, root) : evaluateQuery(path.query, root, new Budget());
}
