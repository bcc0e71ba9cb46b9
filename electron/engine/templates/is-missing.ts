import { trimText } from '#shared/text/trim-text.ts';

/** What a text calls missing (SN7): nothing, null, and what only looks empty. */
export function isMissing(value: unknown): boolean {
  return value === null || value === undefined || (typeof value === 'string' && trimText(value) === '');
}
