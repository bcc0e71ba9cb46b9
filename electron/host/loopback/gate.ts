import type { ErrorCode } from '#shared/errors.ts';
import type { Credentials } from './credentials.ts';
import { isSafe, type Knock } from './knock.ts';
import { cameFromOurPage } from './our-page.ts';

export type Admission =
  | { to: 'static' }
  | { to: 'session' }
  | { to: 'engine' }
  /** `guess`: a wrong secret was offered. */
  | { to: 'refusal'; code: ErrorCode; guess: boolean };

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'];
const FORWARDED = /^(x-forwarded-.+|forwarded|x-real-ip|via|cf-.+)$/;

/**
 * Every request to the screens' listener passes here first. It stands on a port of the owner's own computer, where other users, other programs and any web page the owner visits can knock. So:
 * only our own names (a page elsewhere cannot point its own name at us), nothing that came through a proxy or tunnel, no cross-origin permissions, and beyond the
 * static page nothing without the secret. A cookie counts only together with signs that our own page sent it.
 */
export function admit(knock: Knock, port: number, credentials: Credentials): Admission {
  if (!isOurName(knock.hosts, port)) return refuse('MISDIRECTED');
  if (!/^\/(?![/\\])/.test(knock.target)) return refuse('MALFORMED_REQUEST');
  if (knock.headerNames.some((name) => FORWARDED.test(name))) return refuse('FORBIDDEN');
  if (knock.method === 'OPTIONS') return refuse('FORBIDDEN');
  if (!METHODS.includes(knock.method)) return refuse('METHOD_NOT_ALLOWED');

  const isSession = knock.pathname === '/session';
  const isEngine = knock.pathname === '/api' || knock.pathname.startsWith('/api/');
  if (!isSession && !isEngine) return isSafe(knock) ? { to: 'static' } : refuse('METHOD_NOT_ALLOWED');

  if (!isSafe(knock) && hasForeignBody(knock)) return refuse('UNSUPPORTED_MEDIA_TYPE');
  const bearer = isEngine ? credentials.bearer(knock.header('authorization')) : 'none';
  if (bearer !== 'none') return bearer === 'right' ? { to: 'engine' } : refuse('UNAUTHORIZED', true);
  if (!cameFromOurPage(knock)) return refuse('FORBIDDEN');
  if (isSession) return { to: 'session' };
  const cookie = credentials.cookie(knock.header('cookie'));
  return cookie === 'right' ? { to: 'engine' } : refuse('UNAUTHORIZED', cookie === 'wrong');
}

function refuse(code: ErrorCode, guess = false): Admission {
  return { to: 'refusal', code, guess };
}

/** Exactly one Host header, exactly one of our two names. A browser leaves out the port where it is 80. */
function isOurName(hosts: readonly string[], port: number): boolean {
  const suffix = port === 80 ? '' : `:${port}`;
  return hosts.length === 1 && [`127.0.0.1${suffix}`, `localhost${suffix}`].includes(hosts[0] ?? '');
}

/** A body in one of the types that any web page may send anywhere without asking. */
function hasForeignBody({ header }: Knock): boolean {
  const hasBody = header('transfer-encoding') !== null || (header('content-length') ?? '0') !== '0';
  const type = (header('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  return hasBody && type !== 'application/json';
}
