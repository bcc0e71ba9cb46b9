/**
 * Text that strangers sent, made safe to read: characters that are invisible, that reorder a line (bidirectional controls) or that
 * a terminal would obey are shown as what they are, so that an address
 * with a right-to-left override cannot pose as another one.
 */
export interface TextRun {
  text: string;
  /** True for a stand-in such as `U+202E` that takes the place of a character. */
  standIn: boolean;
}

/**
 * C0 and C1 controls, soft hyphen, Arabic letter mark, Mongolian vowel separator, zero-width and bidirectional controls, line and
 * paragraph separators, invisible operators, byte order mark, interlinear marks, tag characters, lone surrogates. Zero-width (non-)joiner stay: scripts and emoji need them.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for.
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}\p{Surrogate}]/gu;

/**
 * Cuts text into plain runs and stand-ins. With `lines: 'keep'`, tabs and line ends stay as they are (text in a block); with
 * `lines: 'show'`, they become `⇥` and `↵` (text in one line).
 */
export function textRuns(text: string, lines: 'keep' | 'show' = 'show'): TextRun[] {
  const runs: TextRun[] = [];
  let plainFrom = 0;
  for (const match of text.matchAll(HIDDEN)) {
    const standIn = standInFor(match[0], lines);
    if (standIn === null) continue;
    if (match.index > plainFrom) runs.push({ text: text.slice(plainFrom, match.index), standIn: false });
    runs.push({ text: standIn, standIn: true });
    plainFrom = match.index + match[0].length;
  }
  if (plainFrom < text.length) runs.push({ text: text.slice(plainFrom), standIn: false });
  return runs;
}

/** The same as one string, for titles, labels and messages. */
export function visibleText(text: string, lines: 'keep' | 'show' = 'show'): string {
  return textRuns(text, lines)
    .map((run) => run.text)
    .join('');
}

function standInFor(character: string, lines: 'keep' | 'show'): string | null {
  if (character === '\n') return lines === 'keep' ? null : '↵';
  if (character === '\t') return lines === 'keep' ? null : '⇥';
  if (character === '\r') return lines === 'keep' ? null : '␍';
  const code = character.codePointAt(0) ?? 0;
  // The Unicode block "Control Pictures" has a letter-form for each C0 control.
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '␡';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
