import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type VerifyInput, verifySignature } from '#engine/signatures/verify-signature.ts';
import { VerifySchema } from '#shared/contract/verify.ts';
import { ADDRESS, NOW, SIGNERS } from './signers.ts';

const SECRET = 'a secret of the field';
const BODY = Buffer.from('{"event": "created"}');
const SECONDS = Math.floor(NOW / 1000);

const check = (scheme: string, request: Partial<VerifyInput>) =>
  verifySignature({
    verify: VerifySchema.parse({ scheme }) as VerifyInput['verify'],
    secrets: [SECRET],
    now: NOW,
    method: 'POST',
    urls: [ADDRESS],
    headers: [],
    body: BODY,
    ...request,
  });
const reason = (scheme: string, request: Partial<VerifyInput>) => {
  const verdict = check(scheme, request);
  return verdict.verdict === 'verified' ? 'verified' : verdict.reason;
};
const hex = (content: string, secret = SECRET) => createHmac('sha256', secret).update(content).digest('hex');
const right = hex(`${SECONDS}.${BODY}`);
const stripe = (value: string) => ({ headers: [['Stripe-Signature', value]] as [string, string][] });
const github = (...values: string[]) => values.map((value): [string, string] => ['X-Hub-Signature-256', value]);

describe('CORPUS S', () => {
  it.each([
    ['0 digits', ''],
    ['63 digits', right.slice(1)],
    ['65 digits', `${right}0`],
    ['no hex', right.replace(/./, 'g')],
    ['upper case', right.toUpperCase()],
  ])('S4 refuses v1 with %s', (_case, value) => {
    expect(reason('stripe', stripe(`t=${SECONDS},v1=${value}`))).toBe('malformed');
  });

  it('S5 refuses a hundred signatures, and the right one among eleven', () => {
    const wrong = (count: number) => Array.from({ length: count }, (_, index) => `v1=${hex(String(index))}`).join(',');
    expect(reason('stripe', stripe(`t=${SECONDS},${wrong(100)}`))).toBe('too-many-signatures');
    expect(reason('stripe', stripe(`t=${SECONDS},${wrong(10)},v1=${right}`))).toBe('too-many-signatures');
    expect(reason('stripe', stripe(`t=${SECONDS},${wrong(9)},v1=${right}`))).toBe('verified');
    const entries = Array.from({ length: 100 }, () => `v1,${Buffer.alloc(32).toString('base64')}`).join(' ');
    const headers: [string, string][] = [
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(SECONDS)],
      ['webhook-signature', entries],
    ];
    expect(reason('standard-webhooks', { secrets: ['whsec_c2VjcmV0'], headers })).toBe('too-many-signatures');
  });

  it('S5 refuses more than three signatures that each cost a look at the whole body', () => {
    const list = (count: number) =>
      Array.from({ length: count }, () => `v1a,${Buffer.alloc(64).toString('base64')}`).join(' ');
    const headers = (count: number): [string, string][] => [
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(SECONDS)],
      ['webhook-signature', list(count)],
    ];
    const secrets = ['whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo='];
    expect(reason('standard-webhooks', { secrets, headers: headers(3) })).toBe('mismatch');
    expect(reason('standard-webhooks', { secrets, headers: headers(4) })).toBe('too-many-signatures');
  });

  it.each([
    ['too many fields', 'a&'.repeat(1000)],
    ['too large', `a=${'x'.repeat(256 * 1024)}`],
  ])('takes no form apart that is %s, before anybody is trusted', (_case, form) => {
    const headers: [string, string][] = [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['X-Twilio-Signature', Buffer.alloc(20).toString('base64')],
    ];
    expect(reason('twilio', { headers, body: Buffer.from(form) })).toBe('malformed');
    expect(reason('mailgun', { headers, body: Buffer.from(form) })).toBe('malformed');
  });

  it('refuses a body from Twilio that nothing covers', () => {
    const url = `${ADDRESS}?a=b`;
    const headers = (contentType: string): [string, string][] => [
      ['Content-Type', contentType],
      ['X-Twilio-Signature', createHmac('sha1', SECRET).update(url).digest('base64')],
    ];
    const empty = Buffer.alloc(0);
    expect(reason('twilio', { urls: [url], headers: headers('text/plain'), body: empty })).toBe('verified');
    expect(reason('twilio', { urls: [url], headers: headers('application/json') })).toBe('malformed');
    expect(reason('twilio', { urls: [url], headers: headers('application/x-www-form-urlencoded') })).toBe('mismatch');
  });

  it.each([
    ['sha1=', `sha1=${createHmac('sha1', SECRET).update(BODY).digest('hex')}`],
    ['md5=', `md5=${createHmac('md5', SECRET).update(BODY).digest('hex')}`],
    ['none', 'none'],
    ['sha256 with the prefix of another', `sha1=${hex(String(BODY))}`],
    ['no prefix at all', hex(String(BODY))],
  ])('S6 refuses another algorithm: %s', (_case, value) => {
    expect(reason('github', { headers: github(value) })).toBe('malformed');
  });

  it('S6 takes v1 only: not v0, not a version that does not exist', () => {
    expect(reason('stripe', stripe(`t=${SECONDS},v0=${right}`))).toBe('malformed');
    expect(reason('stripe', stripe(`t=${SECONDS},v11=${right},V1=${right}`))).toBe('malformed');
    const headers = (list: string): [string, string][] => [
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(SECONDS)],
      ['webhook-signature', list],
    ];
    const key = Buffer.from(SECRET);
    const digest = createHmac('sha256', key).update(`msg_1.${SECONDS}.${BODY}`).digest('base64');
    const secrets = [key.toString('base64')];
    expect(reason('standard-webhooks', { secrets, headers: headers(`v0,${digest} v2,${digest}`) })).toBe('malformed');
    expect(reason('standard-webhooks', { secrets, headers: headers(`v2,abc v1,${digest}`) })).toBe('verified');
  });

  it('S6 never takes a public key for a shared one', () => {
    const raw = Buffer.alloc(32, 7);
    const digest = createHmac('sha256', raw).update(`msg_1.${SECONDS}.${BODY}`).digest('base64');
    const headers: [string, string][] = [
      ['webhook-id', 'msg_1'],
      ['webhook-timestamp', String(SECONDS)],
      ['webhook-signature', `v1,${digest}`],
    ];
    expect(reason('standard-webhooks', { secrets: [`whpk_${raw.toString('base64')}`], headers })).toBe('mismatch');
    expect(reason('standard-webhooks', { secrets: [`whsec_${raw.toString('base64')}`], headers })).toBe('verified');
  });

  it('S7 reads milliseconds for seconds as the far future', () => {
    expect(reason('stripe', stripe(`t=${NOW},v1=${hex(`${NOW}.${BODY}`)}`))).toBe('future');
  });

  it('S7 refuses no time, and two', () => {
    expect(reason('stripe', stripe(`v1=${right}`))).toBe('malformed');
    expect(reason('stripe', stripe(`t=${SECONDS},t=${SECONDS},v1=${right}`))).toBe('malformed');
    expect(reason('slack', { headers: [['X-Slack-Signature', `v0=${hex(`v0::${BODY}`)}`]] })).toBe('missing-header');
  });

  it('S8 gives a replay the key of the first', () => {
    const first = check('calendly', { headers: [['Calendly-Webhook-Signature', `t=${SECONDS},v1=${right}`]] });
    const later = check('calendly', {
      headers: [['Calendly-Webhook-Signature', `t=${SECONDS},v1=${right}`]],
      now: NOW + 60_000,
    });
    expect(first).toEqual(later);
    expect(first).toMatchObject({ verdict: 'verified', dedupeKey: expect.any(String) });
  });

  it('S9 gives a replay under a new delivery id the key of the first', () => {
    const signed = github(`sha256=${hex(String(BODY))}`);
    const first = check('github', { headers: [...signed, ['X-GitHub-Delivery', 'one'], ['X-GitHub-Event', 'push']] });
    const again = check('github', { headers: [...signed, ['X-GitHub-Delivery', 'two'], ['X-GitHub-Event', 'push']] });
    expect(again).toEqual(first);
  });

  it('S11 refuses two signatures, whichever of them is right', () => {
    const [good, bad] = [`sha256=${hex(String(BODY))}`, `sha256=${hex('other')}`];
    for (const pair of [github(good, bad), github(bad, good), github(good, good)]) {
      expect(reason('github', { headers: pair })).toBe('duplicate-header');
    }
    expect(reason('github', { headers: github(`${bad}, ${good}`) })).toBe('malformed');
    const both: [string, string][] = [
      ['X-Shopify-Hmac-Sha256', createHmac('sha256', SECRET).update(BODY).digest('base64')],
      ['shopify-hmac-sha256', createHmac('sha256', 'other').update(BODY).digest('base64')],
    ];
    expect(reason('shopify', { headers: both })).toBe('duplicate-header');
    expect(reason('shopify', { headers: both.slice(0, 1) })).toBe('verified');
  });

  it('S12 says of a body that was written anew that its bytes changed', () => {
    const headers = github(`sha256=${hex(String(BODY))}`);
    const verdict = check('github', { headers, body: Buffer.from(JSON.stringify(JSON.parse(String(BODY)))) });
    expect(verdict).toMatchObject({ reason: 'mismatch', hint: expect.stringContaining('bytes changed') });
  });

  it.each(['twilio', 'square', 'hubspot'])('S16 %s: headers that name another host change nothing', async (scheme) => {
    const signer = SIGNERS.find(({ name }) => name === scheme)!;
    const made = await signer.sign(BODY, { secret: SECRET, at: NOW });
    const urls = made.urls.map((url) => url.replace('quiet-otter.example.net', 'ours.example.net'));
    const spoofed: [string, string][] = ['Host', 'X-Forwarded-Host', 'X-Original-Host', 'Forwarded'].map((name) => [
      name,
      'quiet-otter.example.net',
    ]);
    expect(check(scheme, { ...made, urls, headers: [...made.headers, ...spoofed] }).verdict).toBe('refused');
    expect(check(scheme, { ...made, headers: [...made.headers, ...spoofed] }).verdict).toBe('verified');
  });
});
