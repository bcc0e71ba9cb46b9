import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { keyOfContent, keyOfId } from '#engine/signatures/dedupe-key.ts';
import { type VerifyInput, verifySignature } from '#engine/signatures/verify-signature.ts';
import { VerifySchema } from '#shared/contract/verify.ts';
import { ADDRESS, NOW } from './signers.ts';

const BODY = Buffer.from('{"event": "created"}');
const SECRET = 'a secret of the field';
const SECONDS = String(Math.floor(NOW / 1000));

type Headers = [string, string][];

function outcome(options: object, headers: Headers, given: Partial<VerifyInput> = {}): string {
  const verdict = verifySignature({
    verify: VerifySchema.parse(options) as VerifyInput['verify'],
    secrets: [SECRET],
    now: NOW,
    method: 'POST',
    urls: [ADDRESS],
    headers,
    body: BODY,
    ...given,
  });
  return verdict.verdict === 'verified' ? 'verified' : verdict.reason;
}

const mac = (key: string | Buffer, encoding: 'hex' | 'base64' | 'base64url', ...content: (string | Buffer)[]) =>
  createHmac('sha256', key).update(content.map(String).join('')).digest(encoding);

describe('RC7 what is peculiar to one sender', () => {
  it.each([
    ['rock &amp; roll', 'rock & roll'],
    ['&lt;b&gt;&quot;&#039;&#39;&#x27;&#X27;&#034;&#038;', `<b>"''''"&`],
    ['&amp;lt;', '&lt;'],
    ['&copy;&AMP;&', '&copy;&AMP;&'],
  ])('WooCommerce signs with the secret %s as WordPress decodes it', (stored, key) => {
    const headers: Headers = [['X-WC-Webhook-Signature', mac(key, 'base64', BODY)]];
    expect(outcome({ scheme: 'woocommerce' }, headers, { secrets: [stored] })).toBe('verified');
  });

  it('Cal.com may write sha256= or not', () => {
    const digest = mac(SECRET, 'hex', BODY);
    expect(outcome({ scheme: 'calcom' }, [['X-Cal-Signature-256', `sha256=${digest}`]])).toBe('verified');
    expect(outcome({ scheme: 'calcom' }, [['X-Cal-Signature-256', `sha1=${digest}`]])).toBe('malformed');
  });

  it('Shopify’s newer webhooks have another header', () => {
    expect(outcome({ scheme: 'shopify' }, [['shopify-hmac-sha256', mac(SECRET, 'base64', BODY)]])).toBe('verified');
  });

  it.each([
    ['as it is', `${ADDRESS}?to=a%3Ab%2Fc%20d`],
    ['decoded as documented', `${ADDRESS}?to=a:b/c%20d`],
  ])('HubSpot may sign an address %s', (_case, signed) => {
    const headers: Headers = [
      ['X-HubSpot-Request-Timestamp', String(NOW)],
      ['X-HubSpot-Signature-v3', mac(SECRET, 'base64', 'POST', signed, BODY, String(NOW))],
    ];
    expect(outcome({ scheme: 'hubspot' }, headers, { urls: [`${ADDRESS}?to=a%3Ab%2Fc%20d`] })).toBe('verified');
    expect(outcome({ scheme: 'hubspot' }, headers, { urls: [`${ADDRESS}?to=a%3Ab%2Fc%21d`] })).toBe('mismatch');
    expect(outcome({ scheme: 'hubspot' }, headers, { urls: [`${ADDRESS}?to=a%3Ab%2Fc%20d`], method: 'PUT' })).toBe(
      'mismatch',
    );
  });

  describe('Standard Webhooks and Svix', () => {
    const key = Buffer.from(SECRET);
    const secrets = [`whsec_${key.toString('base64')}`];
    const made = (family: string, id = 'msg_1', signedId = id): Headers => [
      [`${family}-id`, id],
      [`${family}-timestamp`, SECONDS],
      [`${family}-signature`, `v1,${mac(key, 'base64', `${signedId}.${SECONDS}.`, BODY)}`],
    ];

    it.each(['standard-webhooks', 'svix'])('%s takes either set of headers, and its own first', (scheme) => {
      const [own, other] = scheme === 'svix' ? ['svix', 'webhook'] : ['webhook', 'svix'];
      expect(outcome({ scheme }, made(other!), { secrets })).toBe('verified');
      expect(outcome({ scheme }, [...made(own!), ...made(other!)], { secrets })).toBe('verified');
      expect(outcome({ scheme }, [...made(own!, 'a', 'b'), ...made(other!)], { secrets })).toBe('mismatch');
      expect(outcome({ scheme }, [...made(own!).slice(1), ...made(other!)], { secrets })).toBe('missing-header');
    });

    it('an id may not hold the dot that ends it', () => {
      expect(outcome({ scheme: 'svix' }, made('svix', 'msg.1'), { secrets })).toBe('malformed');
      expect(outcome({ scheme: 'svix' }, made('svix', 'x'.repeat(257)), { secrets })).toBe('malformed');
      expect(outcome({ scheme: 'svix' }, made('svix', 'msg 1'), { secrets })).toBe('malformed');
    });

    it.each(['not base64!', 'whpk_c2hvcnQ=', 'whsec_', 'whsec_?'])('a secret like %s is not one', (secret) => {
      expect(outcome({ scheme: 'svix' }, made('svix'), { secrets: [secret] })).toBe('bad-secret');
      expect(outcome({ scheme: 'svix' }, made('svix'), { secrets: [secret, ...secrets] })).toBe('verified');
    });

    it('a secret without whsec_ is the same one', () => {
      expect(outcome({ scheme: 'svix' }, made('svix'), { secrets: [key.toString('base64')] })).toBe('verified');
    });
  });

  describe('a generic signature', () => {
    const generic = (options: object, value: string, given: Partial<VerifyInput> = {}, more: Headers = []) =>
      outcome({ scheme: 'generic', ...options }, [['X-Signature', value], ...more], given);

    it('takes hex in either case, and base64url with or without its end', () => {
      expect(generic({}, mac(SECRET, 'hex', BODY).toUpperCase())).toBe('verified');
      expect(generic({ encoding: 'base64url' }, mac(SECRET, 'base64url', BODY))).toBe('verified');
      expect(generic({ encoding: 'base64url' }, `${mac(SECRET, 'base64url', BODY)}=`)).toBe('verified');
      expect(generic({ encoding: 'base64' }, mac(SECRET, 'base64', BODY).slice(0, -1))).toBe('malformed');
    });

    it('reads a secret as it is written', () => {
      const key = Buffer.from([1, 2, 3, 250]);
      const digest = mac(key, 'hex', BODY);
      expect(generic({ secretEncoding: 'hex' }, digest, { secrets: ['010203FA'] })).toBe('verified');
      expect(generic({ secretEncoding: 'base64' }, digest, { secrets: ['AQID+g=='] })).toBe('verified');
      expect(generic({ secretEncoding: 'hex' }, digest, { secrets: ['010203f'] })).toBe('bad-secret');
      expect(generic({ secretEncoding: 'base64' }, digest, { secrets: ['AQID+g'] })).toBe('bad-secret');
    });

    it('an id may not hold the sign that ends it in the template', () => {
      const options = { template: '{id}:{body}', idHeader: 'X-Id' };
      const digest = (id: string) => mac(SECRET, 'hex', `${id}:`, BODY);
      expect(generic(options, digest('a.1'), {}, [['X-Id', 'a.1']])).toBe('verified');
      expect(generic(options, digest('a:1'), {}, [['X-Id', 'a:1']])).toBe('malformed');
      expect(generic(options, digest('a'))).toBe('missing-header');
      expect(
        generic(options, digest('a'), {}, [
          ['X-Id', 'a'],
          ['X-Id', 'b'],
        ]),
      ).toBe('duplicate-header');
    });

    it('takes braces in the body for what they are', () => {
      const body = Buffer.from('{"a":"{ts}{body}{id}"}');
      expect(generic({ template: 'v1|{body}|end' }, mac(SECRET, 'hex', 'v1|', body, '|end'), { body })).toBe(
        'verified',
      );
    });
  });
});

describe('keys for repeats', () => {
  it('keep their parts apart, and ids apart from contents', () => {
    expect(keyOfContent(['ab', 'c'])).not.toBe(keyOfContent(['a', 'bc']));
    expect(keyOfContent(['', 'a'])).not.toBe(keyOfContent(['a', '']));
    expect(keyOfContent(['é'])).toBe(keyOfContent([Buffer.from('é')]));
    expect(keyOfId('a')).not.toBe(keyOfContent(['a']));
  });
});
