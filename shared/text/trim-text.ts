const EDGE = /[\s\p{Cf}]/u;
const SPACE = 0x20;
const FIRST_BEYOND_ASCII = 0x80;

/**
 * Without blanks and invisible characters at both ends: text copied from a page or a phone book often carries them along. Looked at one by
 * one, because a regular expression for the end of a text takes quadratic time on megabytes of blanks.
 */
export function trimText(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isEdge(text, start)) start += 1;
  while (end > start && isEdge(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

function isEdge(text: string, index: number): boolean {
  const code = text.charCodeAt(index);
  if (code === SPACE) return true;
  return (code < SPACE || code >= FIRST_BEYOND_ASCII) && EDGE.test(text[index]!);
}
