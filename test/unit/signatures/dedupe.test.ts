import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type VerifyInput, verifySignature } from '#engine/signatures/verify-signature.ts';
import { VerifySchema } from '#shared/contract/verify.ts';
import { ADDRESS, NOW, SIGNERS } from './signers.ts';

const SECRET = 'a secret of the field';

/** The key of a request as this sender would make it; fails where it is not verified. */
async function keyOf(
  name: string,
  body: string,
  change: { at?: number; secret?: string; headers?: [string, string][] } = {},
) {
  const signer = SIGNERS.find((one) => one.name === name)!;
  const secret = change.secret ?? signer.secret;
  const made = await signer.sign(Buffer.from(body), { secret, at: change.at ?? NOW });
  const headers = [...made.headers, ...(change.headers ?? [])];
  const verdict = verifySignature({
    verify: signer.verify,
    secrets: [secret],
    now: change.at ?? NOW,
    ...made,
    headers,
  });
  if (verdict.verdict === 'refused') throw new Error(verdict.hint);
  return verdict;
}

const SAME: [rule: string, scheme: string, body: string, other: string, change: Parameters<typeof keyOf>[2]][] = [
  [
    'a number in the body, sent again later',
    'stripe',
    '{"id":"evt_1","n":1}',
    '{"id":"evt_1","n":2}',
    { at: NOW + 60_000 },
  ],
  [
    'a number in the body, sent again later',
    'slack',
    '{"event_id":"Ev1"}',
    '{"event_id":"Ev1","r":1}',
    { at: NOW + 60_000 },
  ],
  [
    'a number in the body, sent again later',
    'paddle',
    '{"event_id":"evt_1"}',
    '{"event_id":"evt_1"}',
    { at: NOW + 60_000 },
  ],
  ['the same body, signed later', 'calendly', '{"a":1}', '{"a":1}', { at: NOW + 60_000 }],
  [
    'the same body, signed with the new secret',
    'dropbox',
    '{"a":1}',
    '{"a":1}',
    { secret: 'the new secret of the app' },
  ],
  [
    'the same body under another delivery id',
    'woocommerce',
    '{"a":1}',
    '{"a":1}',
    { headers: [['X-WC-Webhook-Delivery-ID', '2']] },
  ],
  ['the same id, whatever the body', 'standard-webhooks', '{"a":1}', '{"a":2}', { at: NOW + 60_000 }],
];

const OTHER: [rule: string, scheme: string, body: string, other: string, change: Parameters<typeof keyOf>[2]][] = [
  ['another number in the body', 'stripe', '{"id":"evt_1"}', '{"id":"evt_2"}', {}],
  ['no number in the body, and another body', 'stripe', '{"id":1}', '{"id":2}', {}],
  ['a body that is no JSON', 'slack', 'token=a&text=1', 'token=a&text=2', {}],
  ['another topic', 'shopify', '{"a":1}', '{"a":1}', { headers: [['X-Shopify-Topic', 'orders/paid']] }],
  ['a scheme of which nothing is known, signed later', 'generic (list)', '{"a":1}', '{"a":1}', { at: NOW + 1000 }],
];

describe('RC6 what is the same request', () => {
  it.each(SAME)('%s: %s', async (_rule, scheme, body, other, change) => {
    expect((await keyOf(scheme, other, change)).dedupeKey).toBe((await keyOf(scheme, body)).dedupeKey);
  });

  it.each(OTHER)('is another with %s: %s', async (_rule, scheme, body, other, change) => {
    expect((await keyOf(scheme, other, change)).dedupeKey).not.toBe((await keyOf(scheme, body)).dedupeKey);
  });

  it('takes an id for an id only', async () => {
    expect((await keyOf('standard-webhooks', '{}')).signedId).toBe('msg_2Lh9KRb0pzN4LePd3XiA4v12Axj');
    expect((await keyOf('stripe', '{"id":"evt_1"}')).signedId).toBe('evt_1');
    expect((await keyOf('stripe', '{"id":{"id":"evt_1"}}')).signedId).toBeNull();
    expect((await keyOf('stripe', '{"__proto__":{"id":"evt_1"}}')).signedId).toBeNull();
    expect((await keyOf('stripe', `{"id":"${'x'.repeat(300)}"}`)).signedId).toBeNull();
    expect((await keyOf('shopify', '{"id":"1"}')).signedId).toBeNull();
  });

  it('a replay that leaves out one of two signatures stays a replay', () => {
    const body = Buffer.from('{"a":1}');
    const at = Math.floor(NOW / 1000);
    const sign = (secret: string) => createHmac('sha256', secret).update(`${at}.`).update(body).digest('hex');
    const check = (header: string) =>
      verifySignature({
        verify: VerifySchema.parse({ scheme: 'stripe' }) as VerifyInput['verify'],
        secrets: ['new', 'old'],
        now: NOW,
        method: 'POST',
        urls: [],
        headers: [['Stripe-Signature', header]],
        body,
      });
    const first = check(`t=${at},v1=${sign('new')},v1=${sign('old')}`);
    expect(first.verdict).toBe('verified');
    expect(check(`t=${at},v1=${sign('old')}`)).toEqual(first);
  });

  it('Twilio: a form and an address in another spelling stay a replay', () => {
    const url = `${ADDRESS}?name=It's`;
    const text = `${new URL(url).href}BodyhiFrom+44`;
    const signature = createHmac('sha1', SECRET).update(text).digest('base64');
    const check = (address: string, form: string) =>
      verifySignature({
        verify: { scheme: 'twilio' },
        secrets: [SECRET],
        now: NOW,
        method: 'POST',
        urls: [address],
        headers: [
          ['Content-Type', 'application/x-www-form-urlencoded'],
          ['X-Twilio-Signature', signature],
        ],
        body: Buffer.from(form),
      });
    const first = check(url, 'Body=hi&From=%2B44');
    expect(first.verdict).toBe('verified');
    expect(check(new URL(url).href, 'From=%2b44&Body=%68i&Body=hi')).toEqual(first);
    expect(check(`${new URL(url).href}BodyhiFrom+44`, '')).toEqual(first);
  });
});
