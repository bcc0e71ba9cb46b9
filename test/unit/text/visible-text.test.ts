import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textRuns, visibleText } from '#shared/text/visible-text.ts';

const SHOWN: [why: string, text: string, shown: string][] = [
  ['plain text stays', 'Zoë 😀 देवनागरी', 'Zoë 😀 देवनागरी'],
  ['a family emoji keeps its joiners', '👩‍👧', '👩‍👧'],
  ['a right-to-left override is named', 'jane\u202Emoc', 'janeU+202Emoc'],
  ['a byte order mark is named', '\uFEFFname', 'U+FEFFname'],
  ['a zero-width space is named', 'a\u200Bb', 'aU+200Bb'],
  ['NUL and escape get their pictures', 'a\u0000\u001b[31m', 'a␀␛[31m'],
  ['line ends become signs', 'a\r\nb\tc', 'a␍↵b⇥c'],
  ['a lone surrogate is named', 'a\uD800b', 'aU+D800b'],
  ['tag characters are named', 'ok\u{E0041}', 'okU+E0041'],
  ['empty stays empty', '', ''],
];

describe('text from strangers', () => {
  it.each(SHOWN)('%s', (_why, text, shown) => {
    expect(visibleText(text)).toBe(shown);
  });

  it('keeps tabs and line ends in a block of text', () => {
    expect(visibleText('a\r\n\tb\u0007', 'keep')).toBe('a\r\n\tb␇');
  });

  it('marks stand-ins, so that they cannot be mistaken for typed text', () => {
    expect(textRuns('x\u202Ey')).toEqual([
      { text: 'x', standIn: false },
      { text: 'U+202E', standIn: true },
      { text: 'y', standIn: false },
    ]);
  });

  it('never lets a control through, and is stable when applied twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = visibleText(text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what this looks for.
        expect(once).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
        expect(visibleText(once)).toBe(once);
      }),
    );
  });
});
