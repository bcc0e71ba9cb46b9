import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { verifySignature } from '#engine/signatures/verify-signature.ts';
import { NOW } from './signers.ts';

const KEY = 'a webhook signing key';
const TOKEN = '9d41b77d0c6e4c8fb0e2a7d5113f8860cf4f3a9e21b75d0c48';
const TIME = String(Math.floor(NOW / 1000));
const sign = (key: string, time = TIME) =>
  createHmac('sha256', key)
    .update(time + TOKEN)
    .digest('hex');
const RIGHT = { timestamp: TIME, token: TOKEN, signature: sign(KEY) };

const event = (signature: object, event = 'delivered') => JSON.stringify({ signature, 'event-data': { event } });
const check = (body: string, secrets: readonly string[] = [KEY], contentType = 'application/json') =>
  verifySignature({
    verify: { scheme: 'mailgun', toleranceSeconds: 900 },
    secrets,
    now: NOW,
    method: 'POST',
    urls: [],
    headers: [['Content-Type', contentType]],
    body: Buffer.from(body),
  });
const at = (seconds: number) => {
  const time = String(Math.floor(NOW / 1000) + seconds);
  return event({ timestamp: time, token: TOKEN, signature: sign(KEY, time) });
};

const CASES: [name: string, expected: string, body: string, secrets?: string[]][] = [
  ['an event as Mailgun makes it', 'verified', event(RIGHT)],
  ['a byte order mark nobody sends', 'missing-header', `\ufeff${event(RIGHT)}`],
  ['signed with the previous key', 'verified', event(RIGHT), ['new key', KEY]],
  [
    'signed by the parent account',
    'verified',
    event({ ...RIGHT, signature: sign('sub'), 'parent-signature': sign(KEY) }),
  ],
  ['signed by a subaccount, whose key is stored', 'verified', event({ ...RIGHT, 'parent-signature': sign('parent') })],
  ['another key', 'mismatch', event(RIGHT), ['another key']],
  ['no key', 'no-secret', event(RIGHT), []],
  ['another token', 'mismatch', event({ ...RIGHT, token: `${TOKEN}4` })],
  ['another time', 'mismatch', event({ ...RIGHT, timestamp: String(Number(TIME) + 1) })],
  [
    'a digit moved from the token to the time',
    'future',
    event({ ...RIGHT, timestamp: TIME + TOKEN.slice(0, 1), token: TOKEN.slice(1) }),
  ],
  ['900 s ago', 'verified', at(-900)],
  ['901 s ago', 'stale', at(-901)],
  ['901 s ahead', 'future', at(901)],
  ['no signature', 'missing-header', event({ timestamp: TIME, token: TOKEN })],
  ['no such object', 'missing-header', '{"event-data":{}}'],
  ['a list in its place', 'missing-header', '{"signature":["a"]}'],
  ['no JSON', 'missing-header', 'timestamp: 1'],
  ['an empty body', 'missing-header', ''],
  ['an empty signature', 'malformed', event({ ...RIGHT, signature: '' })],
  ['a short signature', 'malformed', event({ ...RIGHT, signature: RIGHT.signature.slice(1) })],
  ['a signature in upper case', 'malformed', event({ ...RIGHT, signature: RIGHT.signature.toUpperCase() })],
  ['a signature that is no hex', 'malformed', event({ ...RIGHT, signature: 'z'.repeat(64) })],
  ['a signature that is no text', 'malformed', event({ ...RIGHT, signature: 7 })],
  ['a malformed one beside the right one', 'malformed', event({ ...RIGHT, 'parent-signature': 'x' })],
  ['a time that is a number', 'malformed', event({ ...RIGHT, timestamp: Number(TIME) })],
  ['a time with a fraction', 'malformed', event({ ...RIGHT, timestamp: '1.5' })],
  ['an empty token', 'malformed', event({ ...RIGHT, token: '' })],
  ['a body too large to be read before anybody is trusted', 'malformed', event(RIGHT).padEnd(256 * 1024 + 1)],
];

describe('RC7 mailgun', () => {
  it.each(CASES)('%s: %s', (_name, expected, body, secrets) => {
    const verdict = check(body, secrets);
    expect(verdict.verdict === 'verified' ? 'verified' : verdict.reason).toBe(expected);
  });

  it('takes a forwarded message, whose form has the same names', () => {
    const form = (extra: string) => `${new URLSearchParams(RIGHT)}${extra}`;
    const type = 'application/x-www-form-urlencoded; charset=utf-8';
    expect(check(form('&subject=Hello'), [KEY], type).verdict).toBe('verified');
    expect(check(form(`&token=${TOKEN}`), [KEY], type)).toMatchObject({ reason: 'malformed' });
    expect(check('subject=Hello', [KEY], type)).toMatchObject({ reason: 'missing-header' });
  });

  it('S10 a token that comes again with another event is a repeat', () => {
    const first = check(event(RIGHT, 'delivered'));
    expect(first).toMatchObject({ verdict: 'verified', signedId: TOKEN, at: Number(TIME) * 1000 });
    expect(check(event(RIGHT, 'failed'))).toEqual(first);
  });
});
