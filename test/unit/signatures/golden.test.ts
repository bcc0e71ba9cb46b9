import { describe, expect, it } from 'vitest';
import { type VerifyInput, verifySignature } from '#engine/signatures/verify-signature.ts';
import { VerifySchema } from '#shared/contract/verify.ts';

interface Golden {
  scheme: string;
  secret: string;
  /** In s since 1970, for schemes that sign a time. */
  at?: number;
  method?: string;
  url?: string;
  headers: [string, string][];
  body: string;
}

const FORM: [string, string] = ['Content-Type', 'application/x-www-form-urlencoded'];
const SLACK_COMMAND =
  'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar' +
  '&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com' +
  '%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c';
const HUBSPOT = {
  scheme: 'hubspot',
  secret: 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy',
  url: 'https://www.example.com/webhook_uri',
  body: "{'example_field':'example_value'}",
};
const CALL = 'CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212';
const TWILIO = { scheme: 'twilio', secret: '12345', url: 'https://mycompany.com/myapp.php?foo=1&bar=2', body: CALL };
const TWILIO_JSON = {
  scheme: 'twilio',
  secret: '12345',
  url: `${TWILIO.url}&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620`,
  body: '{"property": "value", "boolean": true}',
};
const twilio = (signature: string): [string, string][] => [FORM, ['X-Twilio-Signature', signature]];

/** Signatures that the vendors published, in their documentation or in the tests of their own SDKs. */
const GOLDEN: [name: string, golden: Golden][] = [
  [
    'Svix, documentation',
    {
      scheme: 'svix',
      secret: 'whsec_plJ3nmyCDGBKInavdOK15jsl',
      at: 1731705121,
      headers: [
        ['svix-id', 'msg_loFOjxBNrRLzqYUf'],
        ['svix-timestamp', '1731705121'],
        ['svix-signature', 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0='],
      ],
      body: '{"event_type":"ping","data":{"success":true}}',
    },
  ],
  [
    'Paddle, SDK',
    {
      scheme: 'paddle',
      secret: 'VALID_SECRET',
      at: 1698796800,
      headers: [
        ['Paddle-Signature', 'ts=1698796800;h1=a300428748dce5c70e4da19bffd60769591ea969c99dea3105d0ec9612cf43f9'],
      ],
      body: '{"data": ["1", "2"]}',
    },
  ],
  [
    'GitHub, documentation',
    {
      scheme: 'github',
      secret: "It's a Secret to Everybody",
      headers: [['X-Hub-Signature-256', 'sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17']],
      body: 'Hello, World!',
    },
  ],
  [
    'Slack, documentation',
    {
      scheme: 'slack',
      secret: '8f742231b10e8888abcd99yyyzzz85a5',
      at: 1531420618,
      headers: [
        ['X-Slack-Request-Timestamp', '1531420618'],
        ['X-Slack-Signature', 'v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503'],
      ],
      body: SLACK_COMMAND,
    },
  ],
  [
    'Square, documentation',
    {
      scheme: 'square',
      secret: 'asdf1234',
      url: 'https://example.com/webhook',
      headers: [['x-square-hmacsha256-signature', '2kRE5qRU2tR+tBGlDwMEw2avJ7QM4ikPYD/PJ3bd9Og=']],
      body: '{"hello":"world"}',
    },
  ],
  [
    'HubSpot, Python SDK',
    {
      ...HUBSPOT,
      at: 1693657560,
      headers: [
        ['X-HubSpot-Request-Timestamp', '1693657560000'],
        ['X-HubSpot-Signature-v3', 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
      ],
    },
  ],
  [
    'HubSpot, Ruby SDK',
    {
      ...HUBSPOT,
      at: 1700000300,
      headers: [
        ['X-HubSpot-Request-Timestamp', '1700000300000'],
        ['X-HubSpot-Signature-v3', 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
      ],
    },
  ],
  ['Twilio, SDK: a form', { ...TWILIO, headers: twilio('RSOYDt4T1cUTdK1PDd93/VVr8B8=') }],
  [
    'Twilio, SDK: a port that was not signed',
    { ...TWILIO, url: TWILIO.url.replace('.com', '.com:1234'), headers: twilio('RSOYDt4T1cUTdK1PDd93/VVr8B8=') },
  ],
  ['Twilio, SDK: port 443 that was signed', { ...TWILIO, headers: twilio('kvajT1Ptam85bY51eRf/AJRuM3w=') }],
  [
    'Twilio, SDK: port 80 that was signed',
    { ...TWILIO, url: TWILIO.url.replace('https', 'http'), headers: twilio('0ZXoZLH/DfblKGATFgpif+LLRf4=') },
  ],
  [
    'Twilio, SDK: a quote in the query, signed escaped',
    { ...TWILIO, url: `${TWILIO.url}&Body=It's+amazing`, headers: twilio('dsq4Ehbj6cs+KdTkpF5sSSplOWw=') },
  ],
  [
    'Twilio, SDK: a user in the address, with port',
    { ...TWILIO, url: TWILIO.url.replace('//', '//user:pass@'), headers: twilio('ZQFR1PTIZXF2MXB8ZnKCvnnA+rI=') },
  ],
  [
    'Twilio, SDK: values in any order, and twice',
    {
      ...TWILIO,
      body: 'Sid=CA123&SidAccount=AC123&Digits=5678&Digits=1234&Digits=1234',
      headers: twilio('IK+Dwps556ElfBT0I3Rgjkr1wJU='),
    },
  ],
  [
    'Twilio, SDK: JSON',
    {
      ...TWILIO_JSON,
      headers: [
        ['Content-Type', 'application/json'],
        ['X-Twilio-Signature', 'a9nBmqA0ju/hNViExpshrM61xv4='],
      ],
    },
  ],
  [
    'Dropbox, the tests of hapi-dropbox-webhooks',
    {
      scheme: 'dropbox',
      secret: 'the_secret',
      headers: [['X-Dropbox-Signature', '0a8c16b085420b960dc78664279fe09e936a2a01b1f91064869d9e77dfd64529']],
      body: '{"delta": {"users": [12345]}}',
    },
  ],
];

describe('RC7 published signatures', () => {
  it.each(GOLDEN)('%s', (_name, { scheme, secret, at, method, url, headers, body }) => {
    const input: VerifyInput = {
      verify: VerifySchema.parse({ scheme }) as VerifyInput['verify'],
      secrets: [secret],
      now: (at ?? 0) * 1000,
      method: method ?? 'POST',
      urls: url === undefined ? [] : [url],
      headers,
      body: Buffer.from(body),
    };
    expect(verifySignature(input)).toMatchObject({ verdict: 'verified', at: at === undefined ? null : at * 1000 });
    const changed = Buffer.from(`${body} `);
    expect(verifySignature({ ...input, body: changed }).verdict).toBe('refused');
    expect(verifySignature({ ...input, secrets: [`${secret.slice(0, -1)}A`] }).verdict).toBe('refused');
  });
});
