import { z } from 'zod';
import type { Route } from '#shared/contract/routes/route.ts';
import { AppError } from '#shared/errors.ts';
import { validationDetails } from './validation-details.ts';

/** In bytes. A payload of the receiver's limit (5 MB) fits in as text. */
const MAX_BODY = 6 * 1024 * 1024;
/** Lists and objects in one another: more than any noun needs, and less than a schema that contains itself can take. */
const DEEPEST = 64;

/**
 * Everything about a request that a route declares, validated; nothing else of the request reaches a handler.
 * Throws UNSUPPORTED_MEDIA_TYPE, TOO_LARGE, MALFORMED_REQUEST or INVALID_INPUT.
 */
export async function readRequest(
  route: Route,
  request: Request,
  given: { params: Record<string, string>; query: Record<string, string> },
): Promise<unknown> {
  return {
    params: given.params,
    query: readQuery(given.query, route.query ?? NO_QUERY),
    ...(route.body && { body: validate(route.body, await readJson(request)) }),
  };
}

/** A misspelt parameter would be an unfiltered list, or the same page for ever; so unknown ones are refused (INVALID_INPUT). */
export function readQuery<Query>(given: Record<string, string>, schema: z.ZodType<Query>): Query {
  return validate(schema, given);
}
export const NO_QUERY = z.strictObject({});

function validate<Value>(schema: z.ZodType<Value>, value: unknown): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw new AppError('INVALID_INPUT', undefined, validationDetails(result.error));
}

async function readJson(request: Request): Promise<unknown> {
  const mediaType = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') throw new AppError('UNSUPPORTED_MEDIA_TYPE');
  const bytes = await readBytes(request);
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    if (!isTooDeep(value)) return value;
  } catch (cause) {
    throw new AppError('MALFORMED_REQUEST', undefined, [], { cause });
  }
  throw new AppError('INVALID_INPUT', `This is nested more than ${DEEPEST} levels deep.`);
}

/** Level by level and not by recursion, which is what a deep body would exhaust. */
function isTooDeep(value: unknown): boolean {
  let level = [value].filter(isNested);
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth === DEEPEST) return true;
    level = level.flatMap((one) => Object.values(one)).filter(isNested);
  }
  return false;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Counts what really arrives; the stated length only saves reading. A rest is left unread so that the answer still gets out. */
async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length')) > MAX_BODY) throw new AppError('TOO_LARGE');
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  for (let part = await readPart(reader); part; part = await readPart(reader)) {
    size += part.byteLength;
    if (size > MAX_BODY) throw new AppError('TOO_LARGE');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

/** The next piece of a body, null at its end. A caller that hangs up in the middle sent no readable request. */
async function readPart(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<Uint8Array | null> {
  try {
    return (await reader?.read())?.value ?? null;
  } catch (cause) {
    throw new AppError('MALFORMED_REQUEST', undefined, [], { cause });
  }
}
