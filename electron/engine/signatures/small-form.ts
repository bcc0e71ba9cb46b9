import { readHeader } from './read-header.ts';
import type { SignedRequest } from './signed-request.ts';
import { isRefused } from './verdict.ts';

/** What is read of a body before anybody is trusted, in bytes and in fields: taking more apart would hold up everybody else. */
export const MAX_UNTRUSTED = 256 * 1024;
const MAX_FIELDS = 1000;

export function isForm({ headers }: SignedRequest): boolean {
  const contentType = readHeader(headers, 'Content-Type');
  return !isRefused(contentType) && /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(contentType);
}

/** The fields in the order in which they came; null where there are too many to look at. */
export function readForm(body: Uint8Array): URLSearchParams | null {
  if (body.length > MAX_UNTRUSTED) return null;
  const text = Buffer.from(body).toString('utf8');
  return text.split('&', MAX_FIELDS + 1).length > MAX_FIELDS ? null : new URLSearchParams(text);
}
