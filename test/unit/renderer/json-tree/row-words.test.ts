import { describe, expect, it } from 'vitest';
import { nameOf, typeWords } from '#renderer/json-tree/describe-node.ts';
import { byNode, marksInside, type TreeMark } from '#renderer/json-tree/marks.ts';
import { buildTree, findNode } from '#renderer/json-tree/model.ts';
import { recogniseValue, spellOut } from '#renderer/json-tree/recognise-value.ts';
import { summarise } from '#renderer/json-tree/summarise.ts';
import { type JsonValue, SourceNumber } from '#shared/json/value.ts';
import { type Path, printPath } from '#shared/json-path/path.ts';

describe('what a value looks like', () => {
  it.each<[value: JsonValue, name: string | number | null, words: string | null, spelledOut?: string]>([
    ['amy@example.org', 'x', 'e-mail'],
    ['amy@example', 'email', null],
    ['a@example.org, b@example.org', 'email', null],
    ['https://example.org/a?b=1', 'x', 'link'],
    ['javascript:alert(1)', 'link', null],
    ['+44 7700 900123', 'x', 'phone'],
    ['0412 345 678', 'x', 'phone'],
    ['7700900123', 'x', null],
    ['7700900123', 'mobilePhone', 'phone'],
    [447700900123, 'phone', 'phone'],
    [447700900123, 'order', null],
    [new SourceNumber('12345678901234567890'), 'phone', null],
    ['123-456-7', 'order', null],
    ['2026-03-02', 'x', 'date', 'Monday, 2 March 2026'],
    ['2026-02-31', 'x', null],
    ['2026-03-02T09:30:00.000000Z', 'x', 'date & time', 'Monday, 2 March 2026, 09:30 UTC'],
    ['2026-03-02 09:30', 'x', 'date & time', 'Monday, 2 March 2026, 09:30'],
    ['2026-03-02T09:30:00+01:00', 'x', 'date & time', 'Monday, 2 March 2026, 09:30 UTC+01:00'],
    ['2026-03-02T25:30:00Z', 'x', null],
    [1772444400, 'created_at', 'date & time', 'Monday, 2 March 2026, 09:40 UTC'],
    [1772444400000, 'startTime', 'date & time', 'Monday, 2 March 2026, 09:40 UTC'],
    [1772444400, 'total', null],
    ['£12.50', 'x', 'money'],
    ['€5', 'x', 'money'],
    ['-1.234,50 EUR', 'x', 'money'],
    ['USD 1,200', 'x', 'money'],
    ['12.50', 'total_price', 'money'],
    ['12.50', 'version', null],
    [new SourceNumber('19.90'), 'amountDue', 'money'],
    [1990, 'amount', null],
    ['12 items', 'total', null],
    ['$.customer', 'price', null],
    ['yes', 'x', null],
    [true, 'phone', null],
    [null, 'date', null],
  ])('%j called %s', (value, name, words, spelledOut) => {
    const hint = recogniseValue(value, name);
    expect(hint?.words ?? null).toBe(words);
    if (hint) expect(hint.date && spellOut(hint.date, 'en-GB')).toBe(spelledOut ?? null);
  });

  it.each([
    ['en-US', 'Monday, March 2, 2026, 4:30 PM UTC+01:00'],
    ['en-DE', 'Monday, 2 March 2026, 16:30 UTC+01:00'],
    ['en-JP', 'Monday, March 2, 2026, 16:30 UTC+01:00'],
  ])('a date is spelled out as in %s', (locale, spelledOut) => {
    expect(spellOut(recogniseValue('2026-03-02T16:30:00+01:00', 'x')!.date!, locale)).toBe(spelledOut);
  });
});

describe('a closed row says what it holds', () => {
  it.each<[value: JsonValue, says: string]>([
    [{ id: 'a1', name: 'Jane Doe', email: 'jane@example.org', age: 30 }, 'Jane Doe · jane@example.org'],
    [{ email: 'j@example.org', first_name: 'Jane', last_name: 'Doe', phone: '1' }, 'Jane · Doe · j@example.org'],
    [{ question: 'Which room?', answer: 'Blue', position: 1 }, 'Which room? · Blue'],
    [{ position: 1, id: 'a1' }, 'a1 · 1'],
    [{ a: { b: 1 }, c: [] }, ''],
    [{ name: 'x'.repeat(100) }, `${'x'.repeat(39)}…`],
    [{ name: '  ', title: 'Cut', label: 'Cut' }, 'Cut'],
    [{ name: null, paid: true }, ''],
    [{}, ''],
    [['new', 'vip'], 'new, vip'],
    [[1, 2, 3, 4], '1, 2, 3, …'],
    [[{ a: 1 }], ''],
    [[], ''],
    ['text', ''],
  ])('%j', (value, says) => {
    expect(summarise(value)).toBe(says);
  });
});

describe('the words of a row', () => {
  const root: JsonValue = {
    name: 'Amy',
    empty: '',
    email: 'amy@example.org',
    price: new SourceNumber('1.50'),
    weight: new SourceNumber('1.50'),
    paid: true,
    gone: null,
    list: Array.from({ length: 250 }, () => ({ a: 1, b: 2 })),
    note: 'n'.repeat(1_000),
  };
  const model = buildTree(root);
  const at = (path: Path, section: number | null = null) => findNode(model, { path, section })!;

  it.each<[path: Path, section: number | null, name: string, words: string]>([
    [[], null, 'Payload', 'group · 9'],
    [['name'], null, 'name', 'text'],
    [['empty'], null, 'empty', 'text'],
    [['email'], null, 'email', 'e-mail'],
    [['price'], null, 'price', 'money'],
    [['weight'], null, 'weight', 'number'],
    [['paid'], null, 'paid', 'yes/no'],
    [['gone'], null, 'gone', 'nothing'],
    [['list'], null, 'list', 'list · 250'],
    [['list'], 100, '101–200', 'section'],
    [['list', 104], null, '#105', 'group · 2'],
    [['note'], null, 'note', 'text'],
  ])('%j %s', (path, section, name, words) => {
    const node = at(path, section);
    expect([nameOf(model, node), typeWords(model, node)]).toEqual([name, words]);
  });

  it('marks find their rows by printed path, and closed rows tell of the marks inside', () => {
    const mark = (id: string): TreeMark => ({ id, label: id, tone: 'field' });
    const paths: [Path, TreeMark][] = [
      [['name'], mark('a')],
      [['list', 104, 'b'], mark('b')],
      [['nowhere'], mark('c')],
      [[], mark('d')],
    ];
    const marks = byNode(model, new Map(paths.map(([path, found]) => [printPath(path), [found]])));
    expect([...marks.keys()].toSorted((a, b) => a - b)).toEqual([0, at(['name']), at(['list', 104, 'b'])]);
    expect(marksInside(model, marks, at(['list']))).toEqual([mark('b')]);
    expect(marksInside(model, marks, at(['list'], 100))).toEqual([mark('b')]);
    expect(marksInside(model, marks, at(['list'], 0))).toEqual([]);
    expect(marksInside(model, marks, at(['name']))).toEqual([]);
  });
});
