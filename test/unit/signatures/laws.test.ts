import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '#engine/signatures/decode.ts';
import { verifySignature } from '#engine/signatures/verify-signature.ts';
import { VERIFY_SCHEMES, type Verify, VerifySchema } from '#shared/contract/verify.ts';
import { ADDRESS, NOW, SIGNERS } from './signers.ts';

const BODY = Buffer.from('{"event": "invitee.created", "name": "Zoë"}');
const SCHEMES = VERIFY_SCHEMES.filter((scheme) => scheme !== 'none');
const HEADERS = [...new Set(SIGNERS.map(({ header }) => header))];

/** Headers that look like signatures and times, and some that look like nothing. */
const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex')),
  fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('base64')),
  fc.integer().map(String),
  fc
    .tuple(
      fc.constantFrom('v1=', 'v0=', 'sha256=', 'sha1=', 't=1,v1=', 'ts=1;h1=', 'v1,', 'v1a,', 'Basic ', 'Bearer '),
      fc.base64String(),
    )
    .map(([front, text]) => front + text),
);
const header = fc.tuple(
  fc.oneof(
    fc.constantFrom(...HEADERS, 'webhook-id', 'svix-id', 'webhook-timestamp', 'svix-timestamp', 'Content-Type'),
    fc.constantFrom(
      'X-Slack-Request-Timestamp',
      'X-Zm-Request-Timestamp',
      'X-HubSpot-Request-Timestamp',
      'Authorization',
    ),
  ),
  value,
);

describe('RC7 whatever is sent', () => {
  it('nothing throws, and nothing made up is ever verified', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...SCHEMES),
        fc.array(header, { maxLength: 8 }),
        fc.oneof(fc.uint8Array(), fc.json().map(Buffer.from), value.map(Buffer.from)),
        fc.array(fc.oneof(fc.constant('a secret of the field'), fc.constant('whsec_c2VjcmV0'), fc.string()), {
          maxLength: 2,
        }),
        fc.array(fc.oneof(fc.constant(ADDRESS), fc.webUrl({ withQueryParameters: true }), fc.string()), {
          maxLength: 3,
        }),
        (scheme, headers, body, secrets, urls) => {
          const verify = VerifySchema.parse({ scheme }) as Exclude<Verify, { scheme: 'none' }>;
          // A short one that is sent along as it is could be right by chance.
          const known = secrets.filter((secret) => secret.length > 8);
          const verdict = verifySignature({ verify, secrets: known, now: NOW, method: 'POST', urls, headers, body });
          expect(verdict.verdict).toBe('refused');
        },
      ),
      { numRuns: 3000 },
    );
  });

  it.each(SIGNERS.map((signer) => [signer.name, signer] as const))(
    '%s: no bit of the body or the signature may change',
    async (_name, { verify, secret, header: name, sign }) => {
      const made = await sign(BODY, { secret, at: NOW });
      const check = (change: Partial<typeof made>) =>
        verifySignature({ verify, secrets: [secret], now: NOW, ...made, ...change }).verdict;
      expect(check({})).toBe('verified');
      fc.assert(
        fc.property(fc.nat(BODY.length - 1), fc.nat(7), (index, bit) => {
          const body = Buffer.from(BODY);
          body[index]! ^= 1 << bit;
          expect(check({ body })).toBe('refused');
        }),
        { numRuns: 60 },
      );
      const signature = made.headers.find(([one]) => one === name)![1];
      // From the end, where the signature stands in every scheme; before it a list may have a space more or less.
      fc.assert(
        fc.property(fc.nat(27), fc.integer({ min: 1, max: 127 }), (back, mask) => {
          const at = signature.length - 1 - back;
          const changed =
            signature.slice(0, at) + String.fromCharCode(signature.charCodeAt(at) ^ mask) + signature.slice(at + 1);
          const headers = made.headers.map(([one, old]): [string, string] => [one, one === name ? changed : old]);
          const isSameBytes =
            verify.scheme === 'generic' &&
            verify.encoding === 'hex' &&
            changed.toLowerCase() === signature.toLowerCase();
          expect(check({ headers })).toBe(isSameBytes ? 'verified' : 'refused');
        }),
        { numRuns: 200 },
      );
    },
  );
});

describe('decode', () => {
  it.each(['hex', 'base64', 'base64url'] as const)(
    'reads %s back to the byte, and only its one spelling',
    (encoding) => {
      fc.assert(
        fc.property(fc.uint8Array({ minLength: 1 }), fc.string(), (bytes, junk) => {
          const text = Buffer.from(bytes).toString(encoding);
          expect(decode(text, encoding)).toEqual(Buffer.from(bytes));
          const other = decode(junk, encoding);
          if (other !== null)
            expect(other.toString(encoding)).toBe(junk.replace(encoding === 'base64url' ? /={1,2}$/ : /$^/, ''));
        }),
      );
    },
  );
});
