import type { Verify } from '#shared/contract/verify.ts';
import { decode } from './decode.ts';
import { readHeader } from './read-header.ts';
import { readSecrets } from './read-keys.ts';
import { sameSecret } from './same-secret.ts';
import type { SignedRequest, Trust } from './signed-request.ts';
import { isRefused, refused, type Verdict } from './verdict.ts';

type SharedSecret = Extract<Verify, { scheme: 'basic' | 'bearer' | 'header' }>;

/** A secret sent along as it is: it says who sends, and nothing of what or when. So nothing can tell a repeat from a like request. */
export function checkSharedSecret(verify: SharedSecret, request: SignedRequest, { secrets }: Trust): Verdict {
  const given = readSecrets(secrets);
  if (isRefused(given)) return given;
  const name = verify.scheme === 'header' ? verify.header : 'Authorization';
  const part = `the header ${name}`;
  const header = readHeader(request.headers, name);
  if (isRefused(header)) return header;
  const shown = shownSecret(verify.scheme, header);
  if (shown === null) return refused('malformed', part);
  const front = verify.scheme === 'basic' ? `${verify.username}:` : '';
  // All are compared, so that the time does not tell which one fits.
  const fits = given.filter((secret) => sameSecret(shown, Buffer.from(front + secret, 'utf8')));
  if (fits.length === 0) return refused('wrong-credentials', part);
  return { verdict: 'verified', dedupeKey: null, signedId: null, at: null };
}

function shownSecret(scheme: SharedSecret['scheme'], header: string): Buffer | null {
  switch (scheme) {
    case 'basic': {
      const [, credentials] = /^basic +(\S+)$/i.exec(header) ?? [];
      return credentials === undefined ? null : decode(credentials, 'base64');
    }
    case 'bearer': {
      const [, token] = /^bearer +(\S+)$/i.exec(header) ?? [];
      return token === undefined ? null : Buffer.from(token, 'latin1');
    }
    case 'header':
      // Node gives each byte of a header as one character.
      return Buffer.from(header, 'latin1');
  }
}
