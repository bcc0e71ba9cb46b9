import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completePath } from '#renderer/features/webhook-editor/map/complete-path.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { readPath } from '#shared/json-path/read-path.ts';

const FORM: JsonValue = {
  event: 'booked',
  customer: { email: 'jane@example.com', 'e.mail': 'odd@example.com', phone: '0117 496 0123', "it's": 1 },
  answers: [
    { key: 'room', value: 'Blue room' },
    { key: 'guests', value: '2', seats: 4 },
  ],
};

const paths = (typed: string) => completePath(typed, FORM).map(({ path }) => path);

describe('completing a typed path from the sample', () => {
  it.each<[typed: string, offers: string[]]>([
    ['', ['$.event', '$.customer', '$.answers']],
    ['$', ['$.event', '$.customer', '$.answers']],
    ['$.', ['$.event', '$.customer', '$.answers']],
    ['$.cu', ['$.customer']],
    ['$.E', ['$.event', '$.customer', '$.answers']],
    ['$.customer.', ['$.customer.email', "$.customer['e.mail']", '$.customer.phone', "$.customer['it\\'s']"]],
    ['$.customer.mai', ['$.customer.email', "$.customer['e.mail']"]],
    ["$.customer['e.", ["$.customer['e.mail']"]],
    ['$["customer"].ph', ['$["customer"].phone']],
    ['$.answers[', ['$.answers[0]', '$.answers[1]']],
    ['$.answers[1].', ['$.answers[1].key', '$.answers[1].value', '$.answers[1].seats']],
    ['$.answers[*].s', ['$.answers[*].seats']],
    ["$.answers[?@.key=='guests'].v", ["$.answers[?@.key=='guests'].value"]],
    ['$.answers[1', ['$.answers[1]']],
    ['$.customer.phone', []],
    ['$..phone', []],
    ['$..pho', ['$.customer.phone']],
    ['$.answers[1].key.x', []],
    ['customer.phone', ['$.customer.phone']],
    ['customer.ph', ['$.customer.phone']],
    ['.customer.ph', ['$.customer.phone']],
    ['answers[1].k', ['$.answers[1].key']],
    ['e.mail', ["$.customer['e.mail']"]],
    ['customer.x', []],
  ])('PA3 %j goes on to %j', (typed, offers) => {
    expect(paths(typed)).toEqual(offers);
  });

  it('goes on inside a group that is typed in full', () => {
    expect(paths('$.customer')[0]).toBe('$.customer.email');
  });

  it('finds a name wherever it stands, from a word alone or after a wrong beginning', () => {
    expect(paths('phone')).toEqual(['$.customer.phone']);
    expect(paths('$.phone')).toEqual(['$.customer.phone']);
    expect(paths('nothing')).toEqual([]);
  });

  it('PA4 finds an answer by its key', () => {
    expect(paths('seats')).toEqual(["$.answers[?@.key=='guests'].seats"]);
  });

  it('writes the path into the list of people for each of them (RC3)', () => {
    const order: JsonValue = { people: [{ mail: 'a@example.com' }, { mail: 'b@example.com' }] };
    expect(completePath('mail', order, ['people']).map(({ path }) => path)).toEqual(['$.people[*].mail']);
  });

  it('shows what stands there, in short and on one line', () => {
    const sample: JsonValue = { note: `two\nlines ${'long '.repeat(30)}`, who: { name: 'Jane' }, none: null };
    expect(completePath('$.', sample)).toEqual([
      { path: '$.note', shows: expect.stringMatching(/^two lines (?:long )+.*…$/), isOpenEnded: false },
      { path: '$.who', shows: 'Jane', isOpenEnded: true },
      { path: '$.none', shows: 'null', isOpenEnded: false },
    ]);
  });

  it('stays short in long payloads', () => {
    const long = { list: Array.from({ length: 5_000 }, (_, index) => ({ [`name${index}`]: index })) };
    expect(completePath('name', long).length).toBeLessThanOrEqual(12);
    expect(completePath('$.list[*].', long).length).toBe(12);
  });

  it('PA2 offers only paths that lead to a value, whatever the names and whatever is typed', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
    const typed = fc.oneof(
      fc.string({ maxLength: 4 }),
      fc.string({ maxLength: 4 }).map((text) => `$.${text}`),
    );
    fc.assert(
      fc.property(json, typed, (root, text) => {
        for (const { path } of completePath(text, root)) {
          const read = readPath(path, root);
          expect(read.status === 'ok' && read.matches.length > 0, path).toBe(true);
        }
      }),
    );
  });
});
