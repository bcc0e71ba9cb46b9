import { type Refused, refused } from './verdict.ts';

/**
 * A signed id. It must not hold the sign that separates it from what follows in the signed content: `a` + `.` + `1.x` and `a.1` + `.` + `x`
 * would be one and the same signature.
 */
export function readId(text: string, separator: string, part: string): string | Refused {
  const isPlain = /^[\x21-\x7e]{1,256}$/.test(text);
  return isPlain && (separator === '' || !text.includes(separator)) ? text : refused('malformed', part);
}
