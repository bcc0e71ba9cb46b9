import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export type Verdict = 'right' | 'wrong' | 'none';

/** Who may pass: tools with the secret itself, the page with a cookie that only the secret can make. */
export interface Credentials {
  /** The secret that was typed or stood in the address. */
  isSecret(given: string): boolean;
  /** `Authorization` header. */
  bearer(authorization: string | null): Verdict;
  /** `Cookie` header. */
  cookie(cookies: string | null): Verdict;
  /** `Set-Cookie` header that signs a browser in. */
  signInCookie: string;
}

const COOKIE_DAYS = 30;

/**
 * Both the cookie's name and its value come from the secret: browsers ignore the port of a cookie, so two instances on one machine need names of their own,
 * and a restart signs nobody out. The value does not tell the secret.
 */
export function createCredentials(secret: string): Credentials {
  const derive = (purpose: string) => createHmac('sha256', secret).update(purpose).digest();
  const name = `fieldhook-${derive('instance').toString('hex').slice(0, 12)}`;
  const value = derive('session').toString('base64url');
  return {
    isSecret: (given) => sameText(given, secret),
    bearer(authorization) {
      if (authorization === null) return 'none';
      const given = /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? '';
      return sameText(given, secret) ? 'right' : 'wrong';
    },
    cookie(cookies) {
      const given = valuesOf(name, cookies ?? '');
      if (given.length === 0) return 'none';
      return given.some((one) => sameText(one, value)) ? 'right' : 'wrong';
    },
    signInCookie: `${name}=${value}; Path=/; Max-Age=${COOKIE_DAYS * 86_400}; HttpOnly; SameSite=Strict`,
  };
}

/** Equal in a time that tells nothing about where they differ, or how long they are. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

function valuesOf(name: string, cookies: string): string[] {
  return cookies
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
