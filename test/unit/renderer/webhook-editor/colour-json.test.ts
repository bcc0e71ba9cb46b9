import { describe, expect, test } from 'vitest';
import { colourJson } from '#renderer/features/webhook-editor/sample/colour-json.ts';

/** Pieces as `kind:text`, what stands between them as its text. */
const said = (line: string) => colourJson(line).map(({ kind, text }) => (kind === null ? text : `${kind}:${text}`));

describe('a line of the sample in colours', () => {
  test.each([
    ['  "name": "Jane",', ['  ', 'key:"name"', ': ', 'text:"Jane"', ',']],
    ['"a:b" : true', ['key:"a:b"', ' : ', 'word:true']],
    ['"a\\\\": "\\"x\\": 1"', ['key:"a\\\\"', ': ', 'text:"\\"x\\": 1"']],
    ['[-1.5e+3, null, false]', ['[', 'number:-1.5e+3', ', ', 'word:null', ', ', 'word:false', ']']],
    ['"cut off', ['text:"cut off']],
    ['no JSON', ['no JSON']],
    ['', []],
  ])('%j', (line, pieces) => {
    expect(said(line)).toEqual(pieces);
    expect(
      colourJson(line)
        .map(({ text }) => text)
        .join(''),
    ).toBe(line);
  });
});
