import { describe, expect, it } from 'vitest';
import type { JsonValue } from '#shared/json/value.ts';
import { readPath } from '#shared/json-path/read-path.ts';

/** As large and deep as a request may be: 50,000 values, 64 levels. */
function largestRequest(): JsonValue {
  const chain = (): JsonValue => Array.from({ length: 60 }).reduce<JsonValue>((inner) => ({ a: inner }), 1);
  const items = Array.from({ length: 8_000 }, (_, id) => ({ id, key: `k${id}`, email: `p${id}@example.org` }));
  return { deep: Array.from({ length: 250 }, chain), items };
}

describe('PA3 the work of a path is bounded', () => {
  const root = largestRequest();
  const long = { a: 'ab'.repeat(1_000_000), b: 'ab'.repeat(1_000_000), list: Array.from({ length: 40_000 }, () => 1) };
  const statusOf = (path: string, value: JsonValue = root) => readPath(path, value).status;

  it.each([
    '$..email',
    '$..*',
    "$..[?@.key=='k7'].email",
    "$..[?(@.key=='k7' || @.email=='p8@example.org')]",
    "$.items[?match(@.email, 'p7.*')].id",
    '$.items[?@.id > 7990].email',
    '$.deep..a',
  ])('%s is fine on the largest request', (path) => {
    expect(statusOf(path)).toBe('ok');
  });

  it.each([
    ['filters in filters', '$..[?@..[?@..a]]'],
    ['a search from the root for each', '$..[?$..email]'],
    ['a count of everything for each', '$..[?count($..*) > 1]'],
    ['everything below everything', '$..*..*..*..*'],
    ['large comparisons', '$..[?$.items == $.items]'],
    ['many wildcards', `$..[${Array(200).fill('*').join()}]`],
    ['many slices', `$.items[${Array(200).fill('::1').join()}]`],
    ['many tests', `$[?${Array(9_000).fill('$.items[*]').join('&&')}]`],
  ])('%s ends as too costly', (_, path) => {
    expect(statusOf(path)).toBe('too-costly');
  });

  it.each([
    "$[?match(@, '(a|b)*c')]",
    "$[?search(@, '(a+)+$')]",
    '$.list[?$.a == $.b]',
    '$.list[?$.a < $.b]',
    '$.list[?length($.a) > 1]',
  ])('%s ends as too costly on long texts', (path) => {
    expect(statusOf(path, long)).toBe('too-costly');
  });

  it.each([['(a{100}){100}'], ['a{1001}'], ['((((a{9}){9}){9}){9}){9}'], ['five thousand letters', 'x'.repeat(5_000)]])(
    'a regular expression that unfolds too far is too costly: %s',
    (title, pattern = title) => {
      expect(statusOf(`$[?search(@, '${pattern}')]`, ['aaa'])).toBe('too-costly');
    },
  );

  it('K14 (a+)+$ on 50 KB is matched in linear time', () => {
    const result = readPath("$[?match(@, '(a+)+b')]", ['a'.repeat(50_000), 'aab']);
    expect(result).toMatchObject({ status: 'ok', matches: [{ path: [1] }] });
  });

  it('patterns from the payload are bounded as well', () => {
    const patterns = Array.from({ length: 5_000 }, (_, index) => ({ text: 'x', pattern: `x|y${index}` }));
    expect(statusOf('$[?match(@.text, @.pattern)]', patterns)).toBe('too-costly');
    expect(statusOf('$[?match(@.text, @.pattern)]', patterns.slice(0, 100))).toBe('ok');
  });

  it('the older dialect runs on small payloads only, since it cannot be interrupted', () => {
    const list = Array.from({ length: 12_000 }, (_, id) => ({ id }));
    expect(statusOf('$..id^', list.slice(0, 1_000))).toBe('ok');
    expect(statusOf('$..id^', list)).toBe('too-costly');
    expect(statusOf('$[(@.length-1)].id', list)).toBe('ok');
  });

  it('the same path on the same payload always ends the same way', () => {
    const paths = ['$..[?@..[?@..a]]', '$..email', '$..[?$..email]'];
    const once = paths.map((path) => statusOf(path));
    expect(paths.map((path) => statusOf(path))).toEqual(once);
  });
});
