import type { Verify } from '#shared/contract/verify.ts';

type Headers = readonly (readonly [string, string])[];

const HIDDEN = '(hidden)';

/**
 * The one exception to headers as received (RC2): some schemes send the secret itself along, and a secret never comes out again, so it
 * must not go into the log. The same for the header in which a sender hands its secret over.
 */
export function hideCredentials(headers: Headers, verify: Verify): Headers {
  const named = credentialHeader(verify);
  const isSecret = (name: string) => name.toLowerCase() === named || name.toLowerCase() === 'x-hook-secret';
  return headers.some(([name]) => isSecret(name))
    ? headers.map(([name, value]) => [name, isSecret(name) ? HIDDEN : value] as const)
    : headers;
}

/** The query of a refused question without Meta’s verify token: but for a letter it may be the right one. */
export function hideVerifyToken(query: string): string {
  const hide = (pair: string) =>
    new URLSearchParams(pair).has('hub.verify_token') ? `hub.verify_token=${HIDDEN}` : pair;
  return query.split('&').map(hide).join('&');
}

/** Whether the secret that a request brought was kept out of the log, so that nothing can be said about it any more. */
export function isCredentialHidden(headers: Headers, verify: Verify): boolean {
  const named = credentialHeader(verify);
  return headers.some(([name, value]) => name.toLowerCase() === named && value === HIDDEN);
}

function credentialHeader(verify: Verify): string | null {
  switch (verify.scheme) {
    case 'basic':
    case 'bearer':
      return 'authorization';
    case 'header':
      return verify.header.toLowerCase();
    default:
      return null;
  }
}
