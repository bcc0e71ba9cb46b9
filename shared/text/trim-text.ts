const EDGES = /^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu;

/** Without blanks and invisible characters at both ends: text copied from a page or a phone book often carries them along. */
export function trimText(text: string): string {
  return text.replace(EDGES, '');
}
