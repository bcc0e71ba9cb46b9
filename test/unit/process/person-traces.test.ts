import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { nationalDigits } from '#engine/identify/national-digits.ts';
import { mentions, tracesOf } from '#engine/process/person-traces.ts';
import { searchableRequest } from '#engine/process/searchable-request.ts';
import type { SearchedRequest } from '#engine/store/port/erasure-store.ts';

const TRACES = tracesOf({
  userNs: ['f1uabc123'],
  emails: ['Ann.Lee@example.com', 'ann.lee@example.com', 'jürgen@example.com'],
  phoneDigits: [nationalDigits('+441174960123')],
  ids: ['CRM-2026-0815'],
});

function request(change: Partial<SearchedRequest>): SearchedRequest {
  return {
    seq: 1,
    id: 'dlv_1',
    webhookName: 'Bookings',
    receivedAt: 0,
    contact: null,
    isWaiting: false,
    headers: [],
    query: '',
    contentType: 'application/json',
    sentence: '',
    receipt: null,
    body: null,
    ...change,
  };
}

const namesThem = (change: Partial<SearchedRequest>) =>
  searchableRequest(request(change)).texts.some((text) => mentions(text, TRACES));

const bodyNamesThem = (body: string | Buffer, contentType = 'application/json') =>
  namesThem({ body: Buffer.from(body), contentType });

describe('LG3 a request names the person', () => {
  test.each([
    ['as it is', '{"email":"ann.lee@example.com"}'],
    ['in capitals', '{"email":"ANN.LEE@EXAMPLE.COM"}'],
    ['in a sentence', 'Please write to ann.lee@example.com. Thanks'],
    ['with escapes of JSON', '{"email":"ann.lee\\u0040example.com"}'],
    ['after an escaped line end', '{"text":"Hello,\\nann.lee@example.com\\n"}'],
    ['in JSON inside JSON', '{"raw":"{\\"email\\":\\"ann.lee@example.com\\"}"}'],
    ['in an XML reference', '<mail>ann.lee&#64;example.com</mail>'],
    ['in another XML reference', '<mail>ann.lee&#x40;example.com</mail>'],
    ['beyond ASCII', '{"email":"jürgen@example.com"}'],
    ['beyond ASCII, escaped', '{"email":"j\\u00fcrgen@example.com"}'],
    ['decomposed', '{"email":"ju\u0308rgen@example.com"}'],
    ['by User Ns', '{"ns":"f1uabc123"}'],
    ['by a long CRM Contact Id', '{"id":"crm-2026-0815"}'],
    ['by phone in E.164', '{"phone":"+441174960123"}'],
    ['by phone as a number', '{"phone":441174960123}'],
    ['by phone as the country writes it', '{"phone":"0117 496 0123"}'],
    ['by phone with brackets and dashes', '{"phone":"(0117) 496-01-23"}'],
    ['by phone with 00 and (0)', '{"phone":"0044 (0) 117.496.0123"}'],
    ['by phone with narrow blanks', '{"phone":"0117\u202f496\u00a00123"}'],
  ])('%s', (_, body) => {
    expect(bodyNamesThem(body)).toBe(true);
  });

  test.each([
    ['in a form', 'note=hello&email=ann.lee%40example.com'],
    ['in a form, after a blank', 'note=from+ann.lee%40example.com'],
    ['in a form, by phone', 'phone=%2B44+117+496+0123'],
    ['in JSON in a form', 'payload=%7B%22email%22%3A%22ann.lee%5Cu0040example.com%22%7D'],
  ])('%s', (_, body) => {
    expect(bodyNamesThem(body, 'application/x-www-form-urlencoded')).toBe(true);
  });

  test('in a stated encoding, in a compressed body, in the address, in a header, in its receipt', () => {
    const body = '{"email":"ann.lee@example.com"}';
    expect(bodyNamesThem(Buffer.from(body, 'utf16le'), 'application/json; charset=utf-16le')).toBe(true);
    const latin = Buffer.from('{"email":"jürgen@example.com"}', 'latin1');
    expect(bodyNamesThem(latin, 'application/json; charset=iso-8859-1')).toBe(true);
    expect(namesThem({ body: gzipSync(body), headers: [['Content-Encoding', 'gzip']] })).toBe(true);
    expect(namesThem({ query: 'email=ann.lee%40example.com&x=1' })).toBe(true);
    expect(namesThem({ headers: [['X-Customer', 'Ann.Lee@example.com']] })).toBe(true);
    expect(namesThem({ receipt: '{"value":"+441174960123"}' })).toBe(true);
    expect(namesThem({ sentence: 'New contact by phone number (ID5): +441174960123.' })).toBe(true);
  });

  test.each([
    ['a longer address', '{"email":"joann.lee@example.com"}'],
    ['a longer domain', '{"email":"ann.lee@example.com.au"}'],
    ['a tagged address', '{"email":"x+ann.lee@example.com"}'],
    ['another number', '{"phone":"0117 496 0124"}'],
    ['digits in two values', '{"a":"0117496","b":"0123"}'],
    ['a longer id', '{"id":"crm-2026-08150"}'],
    ['nothing', ''],
  ])('but not: %s', (_, body) => {
    expect(bodyNamesThem(body)).toBe(false);
  });
});

describe('LG3 what cannot be looked through is known', () => {
  const isWhole = (change: Partial<SearchedRequest>) => searchableRequest(request(change)).isWhole;

  test.each<[string, Partial<SearchedRequest>, boolean]>([
    ['JSON', { body: Buffer.from('{}') }, true],
    ['no body', {}, true],
    ['gzip', { body: gzipSync('{}'), headers: [['content-encoding', 'gzip']] }, true],
    ['an unknown compression', { body: Buffer.from('x'), headers: [['content-encoding', 'zstd']] }, false],
    ['bytes that are no text', { body: Buffer.from([0xff, 0xfe, 0x80]) }, false],
    ['a form with a file', { body: Buffer.from('Content-Disposition: form-data; name="a"; filename="a.png"') }, false],
    ['a part in base64', { body: Buffer.from('Content-Transfer-Encoding: base64\r\n\r\neA==') }, false],
  ])('%s', (_, change, expected) => {
    expect(isWhole(change)).toBe(expected);
  });
});

test('LG3 a short id, and few digits, are not looked for', () => {
  const traces = tracesOf({ userNs: ['f1uabc123'], emails: [], phoneDigits: ['1234567'], ids: ['42'] });
  expect(traces).toEqual({ words: ['f1uabc123'], digits: [] });
});

test.each([
  ['+441174960123', '1174960123'],
  // Seven digits without the country code: they would stand in other numbers.
  ['+3545812345', '3545812345'],
])('the digits that every way to write %s ends in', (phone, digits) => {
  expect(nationalDigits(phone)).toBe(digits);
});
