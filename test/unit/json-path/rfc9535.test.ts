import { describe, expect, it } from 'vitest';
import { parseJson } from '#shared/json/parse-json.ts';
import { parsePath } from '#shared/json-path/parse-path.ts';
import { printPath } from '#shared/json-path/path.ts';
import { readPath } from '#shared/json-path/read-path.ts';
import { DOCUMENTS, INVALID, VALID } from './rfc9535-cases.ts';

describe('PA3 runs RFC 9535', () => {
  it.each(VALID)('$path on $on', ({ path, on, finds }) => {
    const document = parseJson(DOCUMENTS[on] ?? on);
    if (!document.ok) throw new Error(document.sentence);
    const result = readPath(path, document.value);
    expect(result.status).toBe('ok');
    expect(result.status === 'ok' && result.matches.map((match) => printPath(match.path))).toEqual(finds);
    expect(parsePath(path)).toMatchObject({ ok: true, dialect: 'rfc9535', rfcForm: path });
  });
});

describe('PA3 refuses what is no path, with the column of the fault', () => {
  it.each(INVALID)('$path', ({ path, column }) => {
    const parsed = parsePath(path);
    expect(parsed).toMatchObject({ ok: false, column });
    expect(readPath(path, [])).toEqual({ status: 'bad-path', column, message: parsed.ok ? '' : parsed.message });
  });

  it('counts the column in the text as it was given', () => {
    expect(parsePath('  $.a[')).toMatchObject({ ok: false, column: 7 });
    expect(parsePath('  $.a ')).toMatchObject({ ok: true, text: '$.a' });
  });

  it('says in plain words what to write instead', () => {
    expect(parsePath('$[?@.a=1]')).toMatchObject({ message: 'Equality is written ==.' });
    expect(parsePath('$[?@.a==“x”]')).toMatchObject({ message: expect.stringContaining('straight quotation marks') });
    expect(parsePath('$.@type')).toMatchObject({ message: expect.stringContaining("['…']") });
  });
});
