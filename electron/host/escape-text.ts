/** Longest text of one fact in a log line, in characters. */
const LONGEST = 8000;

/**
 * Text from outside can hold line breaks, terminal commands and characters that turn the reading direction. Written to a terminal or a log
 * they would forge lines or hide what follows, so they appear as `\u001b`.
 */
export function escapeText(text: string): string {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
  return shown
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
      [...character.split('')].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''),
    );
}
