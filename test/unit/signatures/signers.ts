import { createHash, createHmac, createPrivateKey, sign as signWith } from 'node:crypto';
import { sign as signForGitHub } from '@octokit/webhooks-methods';
import { Webhook } from 'standardwebhooks';
import Stripe from 'stripe';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import type { VerifyInput } from '#engine/signatures/verify-signature.ts';
import { VerifySchema } from '#shared/contract/verify.ts';

export type Signed = Pick<VerifyInput, 'method' | 'urls' | 'headers' | 'body'>;

/** Plays a sender. Where the vendor’s SDK can sign it does; elsewhere this is the recipe of SIGNATURES.md, written down a second time. */
export interface Signer {
  name: string;
  verify: VerifyInput['verify'];
  secret: string;
  /** Well-formed, and not the right one. */
  otherSecret: string;
  /** The header that holds the signature. */
  header: string;
  toleranceSeconds: number | null;
  signsAddress: boolean;
  sign(content: Buffer, options: { secret: string; at: number }): Signed | Promise<Signed>;
}

export const ADDRESS = 'https://quiet-otter.example.net/h/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
export const NOW = Date.UTC(2026, 10, 23, 12, 0, 0, 400);

const SECRET = 'kl7-Fq2_a secret of the field';
const OTHER = 'kl7-Fq2_a secret of the fielD';
const KEY = `whsec_${Buffer.from('thirty-two bytes of a shared key').toString('base64')}`;
const OTHER_KEY = `whsec_${Buffer.from('thirty-two bytes of another key!').toString('base64')}`;

const seconds = (at: number) => String(Math.floor(at / 1000));
const post = (headers: [string, string][], body: Buffer, urls: string[] = [ADDRESS]): Signed => ({
  method: 'POST',
  urls,
  headers: [['Content-Type', 'application/json'], ...headers],
  body,
});

type Encoding = 'hex' | 'base64';
const mac = (algorithm: string, secret: string | Buffer, encoding: Encoding, ...content: (string | Buffer)[]) => {
  const hmac = createHmac(algorithm, secret);
  for (const part of content) hmac.update(part);
  return hmac.digest(encoding);
};

interface Plain {
  scheme: string;
  header: string;
  options?: object;
  toleranceSeconds?: number;
  signsAddress?: boolean;
  headers: (content: Buffer, secret: string, at: number) => [string, string][] | Promise<[string, string][]>;
}

const plain = ({ scheme, header, options, toleranceSeconds, signsAddress, headers }: Plain): Signer => ({
  name: scheme,
  verify: VerifySchema.parse({ scheme, ...options }) as Signer['verify'],
  secret: SECRET,
  otherSecret: OTHER,
  header,
  toleranceSeconds: toleranceSeconds ?? null,
  signsAddress: signsAddress ?? false,
  sign: async (content, { secret, at }) => post(await headers(content, secret, at), content),
});

const bodyOnly = (scheme: string, header: string, encoding: Encoding, prefix = '', algorithm = 'sha256'): Signer =>
  plain({
    scheme,
    header,
    headers: (content, secret) => [[header, prefix + mac(algorithm, secret, encoding, content)]],
  });

const standard = (scheme: string, family: string): Signer => ({
  ...plain({
    scheme,
    header: `${family}-signature`,
    toleranceSeconds: 300,
    headers: (content, secret, at) => [
      [`${family}-id`, 'msg_2Lh9KRb0pzN4LePd3XiA4v12Axj'],
      [`${family}-timestamp`, seconds(at)],
      [
        `${family}-signature`,
        new Webhook(secret).sign('msg_2Lh9KRb0pzN4LePd3XiA4v12Axj', new Date(at), asText(content)),
      ],
    ],
  }),
  secret: KEY,
  otherSecret: OTHER_KEY,
});

/** RFC 8032, 7.1, test 1 and 2: seeds and their public keys. */
const SEEDS: Record<string, string> = {
  'whpk_11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=':
    '9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60',
  'whpk_PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=':
    '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
};
const [PUBLIC = '', OTHER_PUBLIC = ''] = Object.keys(SEEDS);

function ed25519(publicKey: string, content: Buffer): string {
  const der = Buffer.from(`302e020100300506032b657004220420${SEEDS[publicKey]}`, 'hex');
  return signWith(null, content, createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).toString('base64');
}

/** The SDKs sign texts. All contents here are valid UTF-8, which survives the way there and back. */
const asText = (content: Buffer) => content.toString('utf8');

const stripe = new Stripe('sk_test_none');

export const SIGNERS: readonly Signer[] = [
  standard('standard-webhooks', 'webhook'),
  standard('svix', 'svix'),
  {
    ...plain({
      scheme: 'standard-webhooks',
      header: 'webhook-signature',
      toleranceSeconds: 300,
      headers: (content, secret, at) => [
        ['webhook-id', 'msg_77'],
        ['webhook-timestamp', seconds(at)],
        [
          'webhook-signature',
          `v1a,${ed25519(secret, Buffer.concat([Buffer.from(`msg_77.${seconds(at)}.`), content]))}`,
        ],
      ],
    }),
    name: 'standard-webhooks (ed25519)',
    secret: PUBLIC,
    otherSecret: OTHER_PUBLIC,
  },
  plain({
    scheme: 'stripe',
    header: 'Stripe-Signature',
    toleranceSeconds: 300,
    headers: (content, secret, at) => [
      [
        'Stripe-Signature',
        stripe.webhooks.generateTestHeaderString({
          payload: asText(content),
          secret,
          timestamp: Math.floor(at / 1000),
        } as Parameters<typeof stripe.webhooks.generateTestHeaderString>[0]),
      ],
    ],
  }),
  bodyOnly('shopify', 'X-Shopify-Hmac-Sha256', 'base64'),
  plain({
    scheme: 'github',
    header: 'X-Hub-Signature-256',
    headers: async (content, secret) => [['X-Hub-Signature-256', await signForGitHub(secret, asText(content))]],
  }),
  bodyOnly('woocommerce', 'X-WC-Webhook-Signature', 'base64'),
  plain({
    scheme: 'calendly',
    header: 'Calendly-Webhook-Signature',
    toleranceSeconds: 180,
    headers: (content, secret, at) => [
      ['Calendly-Webhook-Signature', `t=${seconds(at)},v1=${mac('sha256', secret, 'hex', `${seconds(at)}.`, content)}`],
    ],
  }),
  bodyOnly('calcom', 'X-Cal-Signature-256', 'hex'),
  bodyOnly('typeform', 'Typeform-Signature', 'base64', 'sha256='),
  {
    ...plain({ scheme: 'twilio', header: 'X-Twilio-Signature', signsAddress: true, headers: () => [] }),
    sign: (content, { secret }) => {
      const url = `${ADDRESS}?bodySHA256=${createHash('sha256').update(content).digest('hex')}`;
      return post([['X-Twilio-Signature', getExpectedTwilioSignature(secret, url, {})]], content, [url]);
    },
  },
  plain({
    scheme: 'slack',
    header: 'X-Slack-Signature',
    toleranceSeconds: 300,
    headers: (content, secret, at) => [
      ['X-Slack-Request-Timestamp', seconds(at)],
      ['X-Slack-Signature', `v0=${mac('sha256', secret, 'hex', `v0:${seconds(at)}:`, content)}`],
    ],
  }),
  plain({
    scheme: 'square',
    header: 'X-Square-HmacSha256-Signature',
    signsAddress: true,
    headers: (content, secret) => [
      ['X-Square-HmacSha256-Signature', mac('sha256', secret, 'base64', ADDRESS, content)],
    ],
  }),
  plain({
    scheme: 'paddle',
    header: 'Paddle-Signature',
    toleranceSeconds: 60,
    headers: (content, secret, at) => [
      ['Paddle-Signature', `ts=${seconds(at)};h1=${mac('sha256', secret, 'hex', `${seconds(at)}:`, content)}`],
    ],
  }),
  plain({
    scheme: 'zoom',
    header: 'X-Zm-Signature',
    toleranceSeconds: 300,
    headers: (content, secret, at) => [
      ['X-Zm-Request-Timestamp', seconds(at)],
      ['X-Zm-Signature', `v0=${mac('sha256', secret, 'hex', `v0:${seconds(at)}:`, content)}`],
    ],
  }),
  plain({
    scheme: 'hubspot',
    header: 'X-HubSpot-Signature-v3',
    toleranceSeconds: 300,
    signsAddress: true,
    headers: (content, secret, at) => [
      ['X-HubSpot-Request-Timestamp', String(at)],
      ['X-HubSpot-Signature-v3', mac('sha256', secret, 'base64', 'POST', ADDRESS, content, String(at))],
    ],
  }),
  bodyOnly('intercom', 'X-Hub-Signature', 'hex', 'sha1=', 'sha1'),
  bodyOnly('meta', 'X-Hub-Signature-256', 'hex', 'sha256='),
  bodyOnly('asana', 'X-Hook-Signature', 'hex'),
  bodyOnly('dropbox', 'X-Dropbox-Signature', 'hex'),
  {
    ...plain({
      scheme: 'generic',
      header: 'X-Acme-Signature',
      toleranceSeconds: 120,
      signsAddress: true,
      options: {
        header: 'X-Acme-Signature',
        algorithm: 'sha512',
        encoding: 'base64',
        prefix: 'sig:',
        template: '{id}|{ts}|{url}|{body}',
        idHeader: 'X-Acme-Id',
        timestampHeader: 'X-Acme-Time',
        timestampUnit: 'ms',
        toleranceSeconds: 120,
      },
      headers: (content, secret, at) => [
        ['X-Acme-Id', 'ev-1'],
        ['X-Acme-Time', String(at)],
        ['X-Acme-Signature', `sig:${mac('sha512', secret, 'base64', `ev-1|${at}|${ADDRESS}|`, content)}`],
      ],
    }),
    name: 'generic (sha512, base64, id, time, address)',
  },
  {
    ...plain({
      scheme: 'generic',
      header: 'X-Signature',
      toleranceSeconds: 300,
      options: { template: '{ts}.{body}', list: { separator: ';', signatureKey: 'sig', timestampKey: 'time' } },
      headers: (content, secret, at) => [
        ['X-Signature', `time=${seconds(at)}; sig=${mac('sha256', secret, 'hex', `${seconds(at)}.`, content)}`],
      ],
    }),
    name: 'generic (list)',
  },
];
