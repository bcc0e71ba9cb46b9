import { describe, expect, it } from 'vitest';
import { verifySignature } from '#engine/signatures/verify-signature.ts';
import { type Verify, VerifySchema } from '#shared/contract/verify.ts';
import { NOW } from './signers.ts';

const BASIC = { scheme: 'basic', username: 'acme' };
const HEADER = { scheme: 'header', header: 'X-Api-Key' };
const BEARER = { scheme: 'bearer' };
const basic = (credentials: string) => `Basic ${Buffer.from(credentials).toString('base64')}`;

const CASES: [name: string, expected: string, verify: object, headers: [string, string][], secrets?: string[]][] = [
  ['name and password', 'verified', BASIC, [['Authorization', basic('acme:päss word')]], ['päss word']],
  ['the scheme in another case', 'verified', BASIC, [['authorization', basic('acme:pw').replace('Basic', 'BASIC')]]],
  ['the previous password', 'verified', BASIC, [['Authorization', basic('acme:pw')]], ['new', 'pw']],
  ['a password with a colon', 'verified', BASIC, [['Authorization', basic('acme:a:b')]], ['a:b']],
  ['a wrong password', 'wrong-credentials', BASIC, [['Authorization', basic('acme:pW')]]],
  ['a longer password', 'wrong-credentials', BASIC, [['Authorization', basic('acme:pww')]]],
  ['no password', 'wrong-credentials', BASIC, [['Authorization', basic('acme:')]]],
  ['another name', 'wrong-credentials', BASIC, [['Authorization', basic('acm:pw')]]],
  ['the colon elsewhere', 'wrong-credentials', BASIC, [['Authorization', basic('acmep:w')]]],
  ['no header', 'missing-header', BASIC, []],
  ['an empty header', 'missing-header', BASIC, [['Authorization', '']]],
  [
    'two headers',
    'duplicate-header',
    BASIC,
    [
      ['Authorization', basic('acme:pw')],
      ['Authorization', basic('acme:pw')],
    ],
  ],
  ['another scheme', 'malformed', BASIC, [['Authorization', 'Bearer pw']]],
  ['no base64', 'malformed', BASIC, [['Authorization', 'Basic acme:pw']]],
  ['base64 with junk', 'malformed', BASIC, [['Authorization', `${basic('acme:pw')}!`]]],
  ['no secret stored', 'no-secret', BASIC, [['Authorization', basic('acme:')]], ['']],
  ['a token', 'verified', BEARER, [['Authorization', 'Bearer pw']]],
  ['the previous token', 'verified', BEARER, [['Authorization', 'bearer pw']], ['new', 'pw']],
  ['a wrong token', 'wrong-credentials', BEARER, [['Authorization', 'Bearer pW']]],
  ['the beginning of the token', 'wrong-credentials', BEARER, [['Authorization', 'Bearer p']]],
  ['two tokens', 'malformed', BEARER, [['Authorization', 'Bearer pw pw']]],
  [
    'two token headers',
    'duplicate-header',
    BEARER,
    [
      ['Authorization', 'Bearer pw'],
      ['authorization', 'Bearer x'],
    ],
  ],
  ['a longer token', 'wrong-credentials', BEARER, [['Authorization', 'Bearer pww']]],
  ['a token in another scheme', 'malformed', BEARER, [['Authorization', basic('acme:pw')]]],
  ['no token', 'malformed', BEARER, [['Authorization', 'Bearer ']]],
  ['no token header', 'missing-header', BEARER, [['X-Api-Key', 'pw']]],
  ['no token stored', 'no-secret', BEARER, [['Authorization', 'Bearer ']], ['  ']],
  ['a value', 'verified', HEADER, [['x-api-key', 'pw']]],
  [
    'a value in UTF-8, as Node reads it',
    'verified',
    HEADER,
    [['X-Api-Key', Buffer.from('päss').toString('latin1')]],
    ['päss'],
  ],
  ['the previous value', 'verified', HEADER, [['X-Api-Key', 'pw']], ['new', 'pw']],
  ['a wrong value', 'wrong-credentials', HEADER, [['X-Api-Key', 'pW']]],
  ['a longer value', 'wrong-credentials', HEADER, [['X-Api-Key', 'pww']]],
  ['the beginning of the value', 'wrong-credentials', HEADER, [['X-Api-Key', 'p']]],
  ['the value in another header', 'missing-header', HEADER, [['X-Api-Keys', 'pw']]],
  ['an empty value', 'missing-header', HEADER, [['X-Api-Key', '']]],
  [
    'the value twice',
    'duplicate-header',
    HEADER,
    [
      ['X-Api-Key', 'pw'],
      ['X-API-KEY', 'pw'],
    ],
  ],
  ['no value stored', 'no-secret', HEADER, [['X-Api-Key', ' ']], [' ']],
];

describe('RC7 secrets that are sent along', () => {
  it.each(CASES)('%s: %s', (_name, expected, options, headers, secrets = ['pw']) => {
    const verify = VerifySchema.parse(options) as Exclude<Verify, { scheme: 'none' }>;
    const verdict = verifySignature({
      verify,
      secrets,
      now: NOW,
      method: 'POST',
      urls: [],
      headers,
      body: Buffer.alloc(3),
    });
    expect(verdict.verdict === 'verified' ? 'verified' : verdict.reason).toBe(expected);
  });

  it('says nothing about repeats: nothing of the request is signed', () => {
    const verify = VerifySchema.parse(BEARER) as Exclude<Verify, { scheme: 'none' }>;
    const headers: [string, string][] = [['Authorization', 'Bearer pw']];
    expect(
      verifySignature({ verify, secrets: ['pw'], now: NOW, method: 'POST', urls: [], headers, body: Buffer.alloc(3) }),
    ).toEqual({ verdict: 'verified', dedupeKey: null, signedId: null, at: null });
  });
});
