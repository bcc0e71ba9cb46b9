import { describe, expect, it } from 'vitest';
import { readAddress } from '#engine/receiver/read-address.ts';

const T = 'abcdefghijklmnopqrstuvwxyz_-0123';

const CASES: [rule: string, url: string, token: string | null, query: string][] = [
  ['the address of a webhook', `/h/${T}`, T, ''],
  ['a query is kept as it was sent', `/h/${T}?a=1&b=%zz?c`, T, 'a=1&b=%zz?c'],
  ['an empty query', `/h/${T}?`, T, ''],
  ['P1 the root', '/', null, ''],
  ['P1 no token', '/h', null, ''],
  ['P1 an empty token', '/h/', null, ''],
  ['P2 a character more', `/h/${T}x`, null, ''],
  ['P2 a character less', `/h/${T.slice(1)}`, null, ''],
  ['P3 a broken escape', '/h/%zz', null, ''],
  ['P4 NUL', `/h/${T}%00`, null, ''],
  ['P4 an escaped character of the token', `/h/%61${T.slice(1)}`, null, ''],
  ['P4 dots', `/h/../h/${T}`, null, ''],
  ['P4 escaped dots', `/h/%2e%2e/${T}`, null, ''],
  ['P4 two slashes', `//h/${T}`, null, ''],
  ['P4 a slash at the end', `/h/${T}/`, null, ''],
  ['P4 path parameters', `/h/${T};a=b`, null, ''],
  ['P4 an escaped slash', `/h/${T}%2fx`, null, ''],
  ['P4 a line end after the token', `/h/${T}\n`, null, ''],
  ['P5 200 characters', `/h/${'a'.repeat(200)}`, null, ''],
  ['P7 something after the token', `/h/${T}/x`, null, ''],
  ['P10 the token in the query', `/?token=${T}`, null, `token=${T}`],
  ['another first part', `/H/${T}`, null, ''],
  ['H28 an absolute address', `http://evil.test/h/${T}?q=1`, T, 'q=1'],
  ['H28 an absolute address without a path', 'http://evil.test', null, ''],
  ['an asterisk', '*', null, ''],
  ['nothing', '', null, ''],
];

describe('readAddress', () => {
  it.each(CASES)('%s', (_rule, url, token, query) => {
    expect(readAddress(url)).toEqual({ token, query });
  });
});
