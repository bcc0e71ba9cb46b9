import { recogniseClassic } from './classic/recognise-classic.ts';
import { parseSegments } from './parse-query.ts';
import type { Path } from './path.ts';
import { type Query, singularSteps } from './query.ts';
import { PathFault, Scanner } from './scanner.ts';

export interface CompiledPath {
  ok: true;
  /** As it was given, without blanks around it. */
  text: string;
  dialect: 'rfc9535' | 'classic';
  /** What Fieldhook's own evaluation runs; null for a classic path that only jsonpath-plus can run. */
  query: Query | null;
  singular: Path | null;
  rfcForm: string | null;
}

export interface BadPath {
  ok: false;
  message: string;
  column: number;
}

const MAX_LENGTH = 1_000_000;
/** Longer texts than people write are compiled anew each time, so that the cache stays small. */
const MAX_CACHED_LENGTH = 1_000;
const CACHE_SIZE = 2_000;
const cache = new Map<string, CompiledPath | BadPath>();

/** Compiles a path text once; webhooks run the same few paths again and again. */
export function compilePath(text: string): CompiledPath | BadPath {
  if (text.length > MAX_CACHED_LENGTH) return compile(text);
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size >= CACHE_SIZE) cache.clear();
  const compiled = compile(text);
  cache.set(text, compiled);
  return compiled;
}

function compile(given: string): CompiledPath | BadPath {
  if (given.length > MAX_LENGTH) {
    return { ok: false, message: 'This path is too long.', column: MAX_LENGTH + 1 };
  }
  const text = given.trim();
  const leading = given.length - given.trimStart().length;
  const standard = attempt(() => parseQuery(text));
  if (!(standard instanceof PathFault)) {
    return { ok: true, text, dialect: 'rfc9535', query: standard, singular: singularSteps(standard), rfcForm: text };
  }
  const classic = attempt(() => recogniseClassic(text));
  if (classic instanceof PathFault) {
    // The dialect that got further is the one that was meant.
    const { message, column } = classic.column > standard.column ? classic : standard;
    return { ok: false, message, column: column + leading };
  }
  const { rfcForm } = classic;
  const query = rfcForm === null ? null : parseQuery(rfcForm);
  return { ok: true, text, dialect: 'classic', query, singular: query && singularSteps(query), rfcForm };
}

function parseQuery(text: string): Query {
  const scanner = new Scanner(text);
  if (!scanner.take('$')) scanner.fail('A path starts with $.');
  const query = parseSegments(scanner);
  if (!scanner.done) scanner.fail(`A dot, two dots or [ is expected here, but ${scanner.found()}.`);
  return query;
}

function attempt<Result>(parse: () => Result): Result | PathFault {
  try {
    return parse();
  } catch (fault) {
    if (fault instanceof PathFault) return fault;
    throw fault;
  }
}
