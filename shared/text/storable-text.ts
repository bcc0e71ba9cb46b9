/**
 * Text as it may be stored, compared and sent on (CORPUS B8, B9): half of a surrogate pair becomes U+FFFD, so that no encoder ever
 * throws on it, and NUL, which ends text in much other software, is left out. Everything else stays as it was written.
 */
export function storableText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '');
}
