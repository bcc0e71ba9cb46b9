import type { SignedRequest } from './signed-request.ts';
import { type Refused, refused } from './verdict.ts';

/** The one value of a header that may go under any of `names`. Missing, empty and repeated ones are refused. */
export function readHeader(
  headers: SignedRequest['headers'],
  ...names: readonly [string, ...string[]]
): string | Refused {
  const wanted = names.map((name) => name.toLowerCase());
  const values = headers.filter(([name]) => wanted.includes(name.toLowerCase())).map(([, value]) => value);
  const part = `the header ${names[0]}`;
  if (values.length > 1) return refused('duplicate-header', part);
  return values[0] || refused('missing-header', part);
}

export function hasHeader(headers: SignedRequest['headers'], name: string): boolean {
  return headers.some(([one]) => one.toLowerCase() === name.toLowerCase());
}
