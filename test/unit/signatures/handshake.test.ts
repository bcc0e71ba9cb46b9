import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerHandshake } from '#engine/signatures/handshake.ts';
import type { Handshake } from '#engine/signatures/handshake-answer.ts';
import type { HandshakeInput } from '#engine/signatures/handshake-input.ts';
import { VERIFY_SCHEMES, VerifySchema } from '#shared/contract/verify.ts';
import { ADDRESS, NOW } from './signers.ts';

const SECRET = 'a secret of the field';
const SECONDS = String(Math.floor(NOW / 1000));
const HOOK_SECRET = 'b537207f20cbfa02357cf448134da559e8bd39d61597dcd5631b8012eae53e81';

const ask = (scheme: string, given: Partial<HandshakeInput>): Handshake =>
  answerHandshake({
    verify: VerifySchema.parse({ scheme }),
    secrets: [SECRET],
    verifyTokens: ['meatyhamhock'],
    connectUntil: null,
    now: NOW,
    method: 'GET',
    urls: [ADDRESS],
    query: '',
    headers: [],
    body: Buffer.alloc(0),
    ...given,
  });

/** What would go out, with header names in lower case. */
function sent(handshake: Handshake) {
  if (handshake.kind === 'none') throw new Error('nothing is answered');
  if (handshake.kind === 'refuse') return { status: handshake.status };
  const { status, headers, body } = handshake.kind === 'answer' ? handshake : handshake.answer;
  const pairs = headers.flatMap((name, index) => (index % 2 === 0 ? [[name.toLowerCase(), headers[index + 1]!]] : []));
  return { status, headers: Object.fromEntries(pairs) as Record<string, string>, body };
}

const plain = (body: string) => ({
  status: 200,
  headers: {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': String(Buffer.byteLength(body)),
    'x-content-type-options': 'nosniff',
  },
  body,
});
const EMPTY = { status: 200, headers: { 'content-length': '0' }, body: '' };
const signed = (prefix: string, body: Buffer, secret = SECRET, time = SECONDS): [string, string][] => [
  [`${prefix}-Request-Timestamp`, time],
  [`${prefix}-Signature`, `v0=${createHmac('sha256', secret).update(`v0:${time}:`).update(body).digest('hex')}`],
];
const post = (value: object | string, headers: [string, string][] = []) => ({
  method: 'POST',
  headers,
  body: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)),
});

describe('Meta', () => {
  const query = (challenge: string, token = 'meatyhamhock', mode = 'subscribe') =>
    new URLSearchParams({ 'hub.mode': mode, 'hub.challenge': challenge, 'hub.verify_token': token }).toString();

  it('gets its challenge back as plain text', () => {
    expect(sent(ask('meta', { query: query('1158201444') }))).toEqual(plain('1158201444'));
  });

  it.each([
    ['another token', query('1', 'meatyhamhocK'), ['meatyhamhock'], /another verify token/],
    ['the beginning of the token', query('1', 'meaty'), ['meatyhamhock'], /another verify token/],
    ['another mode', query('1', 'meatyhamhock', 'unsubscribe'), ['meatyhamhock'], null],
    ['no challenge', 'hub.mode=subscribe&hub.verify_token=meatyhamhock', ['meatyhamhock'], null],
    ['two tokens', `${query('1', 'x')}&hub.verify_token=meatyhamhock`, ['meatyhamhock'], null],
    ['no token known here', query('1', ''), [], /this webhook has none/],
    ['an empty token known here', query('1', ''), [''], /this webhook has none/],
  ])('S13 is refused with %s, and the owner reads why', (_case, asked, verifyTokens, why) => {
    const sentence = why === null ? null : expect.stringMatching(why);
    expect(ask('meta', { query: asked, verifyTokens })).toEqual({ kind: 'refuse', status: 403, sentence });
  });

  it('may know the previous token while it changes', () => {
    expect(sent(ask('meta', { query: query('1'), verifyTokens: ['new', 'meatyhamhock'] })).status).toBe(200);
  });

  it('gets no answer to a POST, nor to a look without a question', () => {
    expect(ask('meta', { method: 'POST', query: query('1') })).toEqual({ kind: 'none' });
    expect(ask('meta', { query: 'a=b' })).toEqual({ kind: 'none' });
  });
});

describe('Dropbox', () => {
  it('gets its challenge back as plain text that nothing sniffs', () => {
    expect(sent(ask('dropbox', { query: 'challenge=abc%20123' }))).toEqual(plain('abc 123'));
  });

  it('gets no answer to two challenges or to none', () => {
    expect(ask('dropbox', { query: 'challenge=a&challenge=b' })).toEqual({ kind: 'none' });
    expect(ask('dropbox', { query: '' })).toEqual({ kind: 'none' });
  });
});

describe('Slack', () => {
  const question = post({ type: 'url_verification', token: 'x', challenge: '3eZbrw1aBm2rZgRNFdxV' });

  it('gets the challenge of a signed question back as JSON', () => {
    const answer = sent(ask('slack', { ...question, headers: signed('X-Slack', question.body) }));
    expect(answer).toMatchObject({ status: 200, body: '{"challenge":"3eZbrw1aBm2rZgRNFdxV"}' });
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'x-content-type-options': 'nosniff' });
  });

  it.each([
    ['unsigned', []],
    ['signed with another secret', signed('X-Slack', question.body, 'another secret')],
    ['signed long ago', signed('X-Slack', question.body, SECRET, '1500000000')],
  ])('leaves a question that is %s to the signature check', (_case, headers) => {
    expect(ask('slack', { ...question, headers: headers as [string, string][] })).toEqual({ kind: 'none' });
  });

  it('leaves an event to the signature check', () => {
    const event = post({ type: 'event_callback', challenge: 'x' });
    expect(ask('slack', { ...event, headers: signed('X-Slack', event.body) })).toEqual({ kind: 'none' });
  });

  it('may look whether TLS works, unsigned', () => {
    expect(sent(ask('slack', post('ssl_check=1&token=abc')))).toEqual(EMPTY);
    expect(ask('slack', post('ssl_check=0'))).toEqual({ kind: 'none' });
  });

  it('never takes a signed event for such a look', () => {
    const event = post('text=a&ssl_check=1');
    expect(ask('slack', { ...event, headers: signed('X-Slack', event.body) })).toEqual({ kind: 'none' });
  });
});

describe('Zoom', () => {
  const question = post({ event: 'endpoint.url_validation', payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' } });
  const proof = (secret: string) => createHmac('sha256', secret).update('qgg8vlvZRS6UYooatFL8Aw').digest('hex');

  it('is shown that the secret is known, with the one it signed with', () => {
    for (const [used, secrets] of [
      [SECRET, [SECRET]],
      ['old', [SECRET, 'old']],
    ] as const) {
      const answer = sent(ask('zoom', { ...question, headers: signed('X-Zm', question.body, used), secrets }));
      expect(JSON.parse(answer.body!)).toEqual({ plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken: proof(used) });
    }
  });

  it('is shown nothing when it did not sign: nobody may have texts of his own signed here', () => {
    expect(ask('zoom', question)).toEqual({ kind: 'none' });
    expect(ask('zoom', { ...question, headers: signed('X-Zm', question.body, 'x') })).toEqual({ kind: 'none' });
    expect(ask('zoom', { ...question, headers: signed('X-Zm', question.body), secrets: [''] })).toEqual({
      kind: 'none',
    });
  });
});

describe('Asana', () => {
  const handover = (...values: string[]) =>
    post(
      '',
      values.map((value) => ['x-hook-secret', value]),
    );
  const waiting = { secrets: [], connectUntil: NOW + 1 };

  it('hands over its secret while the owner waits for it', () => {
    const handshake = ask('asana', { ...handover(HOOK_SECRET), ...waiting });
    expect(handshake).toMatchObject({ kind: 'store-secret', secret: HOOK_SECRET });
    expect(sent(handshake)).toEqual({ ...EMPTY, headers: { 'content-length': '0', 'x-hook-secret': HOOK_SECRET } });
  });

  it.each([
    ['S14 when there is a secret already', handover('another_secret_of_asana'), { ...waiting, secrets: [SECRET] }],
    ['when nobody waits', handover(HOOK_SECRET), { ...waiting, connectUntil: null }],
    ['when the ten minutes are over', handover(HOOK_SECRET), { ...waiting, connectUntil: NOW }],
    ['with two secrets', handover(HOOK_SECRET, HOOK_SECRET), waiting],
    ['with an empty secret', handover(''), waiting],
    ['with a short secret', handover('abc'), waiting],
    ['with a very long secret', handover('a'.repeat(300)), waiting],
    ['S15 with a line break in it', handover(`${HOOK_SECRET}\r\nset-cookie: a=b`), waiting],
  ])('is refused %s', (_case, given, state) => {
    expect(ask('asana', { ...given, ...state })).toMatchObject({ kind: 'refuse', status: 403 });
  });

  it.each([NOW + 1, null])(
    'hands the same secret over again and is answered as at first, awaited until %s',
    (connectUntil) => {
      const again = ask('asana', { ...handover(HOOK_SECRET), connectUntil, secrets: [SECRET, HOOK_SECRET] });
      expect(again.kind).toBe('answer');
      expect(sent(again)).toEqual({ ...EMPTY, headers: { 'content-length': '0', 'x-hook-secret': HOOK_SECRET } });
    },
  );

  it('is told apart in words: another secret, or nobody who waits', () => {
    const another = ask('asana', { ...handover('another_secret_of_asana'), ...waiting, secrets: [SECRET] });
    expect(another).toMatchObject({ sentence: expect.stringMatching(/another secret than the one that is stored/) });
    const alone = ask('asana', { ...handover(HOOK_SECRET), ...waiting, connectUntil: null });
    expect(alone).toMatchObject({ sentence: expect.stringMatching(/nobody waited for one/) });
  });

  it('sends events like everybody else', () => {
    expect(ask('asana', post('{"events":[]}', [['X-Hook-Signature', 'x']]))).toEqual({ kind: 'none' });
  });
});

describe('WooCommerce', () => {
  it('gets exactly 200 for its unsigned ping', () => {
    expect(sent(ask('woocommerce', post('webhook_id=42')))).toEqual(EMPTY);
  });

  it.each([
    ['with a signature', post('webhook_id=42', [['X-WC-Webhook-Signature', 'x']])],
    ['with something behind the number', post('webhook_id=42&a=b')],
    ['without a number', post('webhook_id=')],
    ['that is an order', post({ id: 42 })],
  ])('gets no special answer to a request %s', (_case, given) => {
    expect(ask('woocommerce', given)).toEqual({ kind: 'none' });
  });
});

describe('every scheme', () => {
  const questions: [string, Partial<HandshakeInput>][] = [
    ['meta', { query: 'hub.mode=subscribe&hub.challenge=1&hub.verify_token=meatyhamhock' }],
    ['dropbox', { query: 'challenge=abc' }],
    ['slack', post({ type: 'url_verification', challenge: 'abc' })],
    ['zoom', post({ event: 'endpoint.url_validation', payload: { plainToken: 'abc' } })],
    ['asana', { ...post('', [['X-Hook-Secret', HOOK_SECRET]]), connectUntil: NOW + 1, secrets: [] }],
  ];

  it.each(questions)('S13 a webhook without a scheme does not answer the question of %s', (_scheme, given) => {
    expect(ask('none', given)).toEqual({ kind: 'refuse', status: 404, sentence: null });
  });

  it.each(questions)('S13 no other scheme answers the question of %s', (scheme, given) => {
    for (const other of VERIFY_SCHEMES) {
      if (other === scheme || other === 'none') continue;
      // What is posted is judged by its signature.
      const answer = given.method === 'POST' ? { kind: 'none' } : { kind: 'refuse', status: 404, sentence: null };
      expect([other, ask(other, given)]).toEqual([other, answer]);
    }
  });

  it('leaves an ordinary request alone', () => {
    for (const scheme of VERIFY_SCHEMES) {
      expect(ask(scheme, post({ event: 'created', type: 'x' }))).toEqual({ kind: 'none' });
      expect(ask(scheme, { query: 'a=1' })).toEqual({ kind: 'none' });
    }
  });

  it('S15 sends a challenge back as inert text of at most 4 KB', () => {
    const echoed = (challenge: string) => ask('dropbox', { query: new URLSearchParams({ challenge }).toString() });
    for (const challenge of ['<script>alert(1)</script>', 'a\r\nset-cookie: b=c\r\n\r\n<html>', '😀', '\0']) {
      expect(sent(echoed(challenge))).toEqual(plain(challenge));
    }
    expect(sent(echoed('x'.repeat(4096))).status).toBe(200);
    expect(echoed('x'.repeat(4097))).toEqual({ kind: 'refuse', status: 413, sentence: null });
    expect(echoed('é'.repeat(2049))).toEqual({ kind: 'refuse', status: 413, sentence: null });
    const long = post({ type: 'url_verification', challenge: 'x'.repeat(5000) });
    expect(ask('slack', { ...long, headers: signed('X-Slack', long.body) })).toEqual({
      kind: 'refuse',
      status: 413,
      sentence: null,
    });
    const huge = post({ type: 'url_verification', challenge: 'x'.repeat(1_000_000) });
    expect(ask('slack', { ...huge, headers: signed('X-Slack', huge.body) })).toEqual({ kind: 'none' });
  });

  it('never throws, and never lets a header end where it should not', () => {
    const name = fc.constantFrom('X-Hook-Secret', 'X-Slack-Signature', 'X-Zm-Signature', 'Content-Type');
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(HOOK_SECRET, 'hub.mode=subscribe', 'challenge=a%0d%0ab'),
    );
    fc.assert(
      fc.property(
        fc.constantFrom(...VERIFY_SCHEMES),
        fc.constantFrom('GET', 'POST', 'HEAD'),
        text,
        fc.array(fc.tuple(name, text), { maxLength: 3 }),
        fc.oneof(fc.uint8Array(), text.map(Buffer.from), fc.json().map(Buffer.from)),
        (scheme, method, query, headers, body) => {
          const given = { method, query, headers, body, secrets: [], connectUntil: NOW + 1 };
          const handshake = ask(scheme, given);
          if (handshake.kind === 'none' || handshake.kind === 'refuse') return;
          const { headers: names, body: answer } = handshake.kind === 'answer' ? handshake : handshake.answer;
          expect(names.join('')).toMatch(/^[\x20-\x7e]*$/);
          expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(4096);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
