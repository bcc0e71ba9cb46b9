import { createHmac } from 'node:crypto';
import { SECRET } from '#test/fixtures/corpus/case.ts';
import type { Random } from '#test/mutations/random.ts';

const hmac = (content: Uint8Array | string, algorithm = 'sha256', encoding: 'hex' | 'base64' = 'hex') =>
  createHmac(algorithm, SECRET).update(content).digest(encoding);

/** Webhooks with a signature. The right ones of Twilio and Mailgun are not made here: what is sent to them is always refused. */
export const SIGNED_HOOKS = ['github', 'stripe', 'calendly', 'twilio', 'mailgun', 'unset'] as const;

/** What the sender of a scheme sends along; the right signature. */
export const SIGNATURES: Readonly<
  Record<'plain' | (typeof SIGNED_HOOKS)[number], (body: Buffer, now: number) => [string, string][]>
> = {
  plain: () => [],
  github: (body) => [['X-Hub-Signature-256', `sha256=${hmac(body)}`]],
  stripe: (body, now) => [['Stripe-Signature', timed(body, now)]],
  calendly: (body, now) => [['Calendly-Webhook-Signature', timed(body, now)]],
  mailgun: () => [],
  twilio: () => [['X-Twilio-Signature', hmac('x', 'sha1', 'base64')]],
  unset: (body) => [['X-Hub-Signature-256', `sha256=${hmac(body)}`]],
};

const timed = (body: Buffer, now: number) => `t=${now},v1=${hmac(Buffer.concat([Buffer.from(`${now}.`), body]))}`;

/** Headers with which a request is none the less well framed. */
export const ODD_HEADERS: readonly ((random: Random) => [string, string][])[] = [
  () => [['X-Hub-Signature-256', 'sha256=zz']],
  () => [['X-Hub-Signature-256', `sha1=${'0'.repeat(40)}`]],
  () => [['Stripe-Signature', `t=1e20,${'v1=00,'.repeat(40)}`]],
  () => [['Stripe-Signature', ',,,===;;;']],
  () => [
    ['webhook-id', ''],
    ['webhook-signature', 'v1,!!! v1a,AA=='],
    ['webhook-timestamp', '-1'],
  ],
  () => [['X-Hook-Secret', 'x'.repeat(300)]],
  () => [['X-Fieldhook-Test', 'true']],
  () => [
    ['X-Forwarded-Host', 'evil.test'],
    ['X-HTTP-Method-Override', 'DELETE'],
  ],
  () => [['Authorization', `Basic ${'='.repeat(50)}`]],
  () => [['Content-Encoding', 'gzip']],
  () => [['Content-Encoding', 'gzip, gzip']],
  () => [['Content-Encoding', '__proto__']],
  () => [
    ['Content-Type', 'application/json'],
    ['Content-Type', 'text/xml'],
  ],
  (random) => Array.from({ length: random.below(80) }, (_, index): [string, string] => [`X-${index}`, '1']),
  (random) => [
    [
      'X-Odd',
      random
        .bytes(30)
        .toString('latin1')
        .replace(/\p{Cc}/gu, 'x'),
    ],
  ],
  (random) => [[random.pick(['__proto__', 'constructor', "!#$%&'*+.^_`|~"]), '1']],
  () => [['X-Long', 'x'.repeat(9000)]],
  () => [
    ['Range', 'bytes=0-'],
    ['If-None-Match', '*'],
    ['TE', 'trailers'],
    ['Trailer', 'X-Signature'],
  ],
];

export const QUERIES = [
  '',
  '',
  '?a=1',
  '?%zz',
  '?__proto__[x]=1&email=q%40mail.example',
  '?hub.mode=subscribe&hub.challenge=x',
  '?challenge=x',
  `?${'a=1&'.repeat(1500)}`,
  '?a[b][c]=%00&a=2#x',
];
