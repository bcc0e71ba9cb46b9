/**
 * A request to an address that the owner wrote and a stranger's values completed (TRUST, SSRF). Every address that a name stands for is
 * looked at in the moment of connecting, again for each redirect, and the connection goes to what was looked at, so that a name that
 * changes its mind in between gains nothing. Hosts inside the owner's network are reached only where the settings name them. No more than
 * three redirects, 1 MB and 30 s; what the owner set for one host is not told to another.
 */
import type { LookupAddress } from 'node:dns';
import { lookup as systemLookup } from 'node:dns/promises';
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { type AllowedHosts, addressRefusal, isAllowed, sayPrivate } from './address-refusal.ts';
import { isPublicAddress } from './public-address.ts';

export interface GuardedRequest {
  method: string;
  url: string;
  headers: readonly { name: string; value: string }[];
  body: string;
}

export interface GuardOptions {
  allowedHosts: AllowedHosts;
  /** The addresses of a name. */
  resolve?: (host: string) => Promise<LookupAddress[]>;
  /** For all redirects together, in ms. */
  timeoutMs?: number;
  /** Ends it early: Fieldhook is being closed. */
  signal?: AbortSignal;
}

/**
 * `answered`: with this status. `not-sent`: surely nothing of it left this computer; `blocked` says that it is not allowed to. `unclear`: it
 * went out, and no answer came that could be read.
 */
export type GuardedAnswer =
  | { kind: 'answered'; status: number; retryAfter: string | null }
  | { kind: 'blocked'; sentence: string }
  | { kind: 'not-sent'; sentence: string }
  | { kind: 'unclear'; sentence: string };

const MOST_REDIRECTS = 3;
const MOST_BYTES = 1024 * 1024;
const TIMEOUT_MS = 30_000;

/** Headers that are the connection's own: another value would end it or split it in two. */
const NOT_OURS = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'trailer',
]);

export async function guardedRequest(wish: GuardedRequest, options: GuardOptions): Promise<GuardedAnswer> {
  const late = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
  const signal = options.signal === undefined ? late : AbortSignal.any([late, options.signal]);
  let current = wish;
  let isOut = false;
  for (let redirects = 0; ; redirects += 1) {
    const url = URL.canParse(current.url) ? new URL(current.url) : null;
    const refusal = url === null ? 'The address is not a web address.' : addressRefusal(url, options.allowedHosts);
    if (url === null || refusal !== null) return ended(isOut, { kind: 'blocked', sentence: refusal ?? '' });
    const step = await once(url, current, options, signal);
    if (step.kind !== 'redirect') return ended(isOut, step);
    isOut = true;
    if (redirects === MOST_REDIRECTS) return { kind: 'answered', status: step.status, retryAfter: null };
    const next = redirected(current, url, step);
    if (next === null) return { kind: 'answered', status: step.status, retryAfter: null };
    current = next;
  }
}

/** Behind a redirect the first host has had the request: it cannot be said any more that nothing was sent. */
function ended(isOut: boolean, answer: GuardedAnswer): GuardedAnswer {
  return isOut && answer.kind === 'not-sent' ? { ...answer, kind: 'unclear' } : answer;
}

interface Redirect {
  kind: 'redirect';
  status: number;
  location: string;
}

function once(
  url: URL,
  { method, headers, body }: GuardedRequest,
  options: GuardOptions,
  signal: AbortSignal,
): Promise<GuardedAnswer | Redirect> {
  const isSecure = url.protocol === 'https:';
  const request = isSecure ? httpsRequest : httpRequest;
  // An agent of its own: no proxy of the environment, no connection of somebody else's.
  const agent = isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false });
  return new Promise((resolve) => {
    let isSent = false;
    const fail = (error: Error) => {
      agent.destroy();
      if (error instanceof PrivateAddress) return resolve({ kind: 'blocked', sentence: error.message });
      const why = signal.aborted ? sayAbort(options) : sayFault(error);
      resolve(
        isSent
          ? { kind: 'unclear', sentence: `${url.hostname}: ${why}; the request may have arrived.` }
          : { kind: 'not-sent', sentence: `${url.hostname} was not reached: ${why}.` },
      );
    };
    const sent = request(url, {
      method,
      agent,
      signal,
      lookup: guardedLookup(options),
      headers: Object.fromEntries(ownHeaders(headers, body)),
    });
    sent.on('error', fail);
    sent.on('socket', (socket) => socket.once(isSecure ? 'secureConnect' : 'connect', () => (isSent = true)));
    sent.on('response', (answer) => {
      const { statusCode: status = 0 } = answer;
      const { location } = answer.headers;
      const done = () => {
        agent.destroy();
        if (status >= 300 && status < 400 && location !== undefined) resolve({ kind: 'redirect', status, location });
        else resolve({ kind: 'answered', status, retryAfter: answer.headers['retry-after'] ?? null });
      };
      skim(answer, done);
    });
    sent.end(method === 'GET' ? undefined : body);
  });
}

function ownHeaders(headers: GuardedRequest['headers'], body: string): [string, string][] {
  const own = headers.filter(({ name }) => !NOT_OURS.has(name.toLowerCase()) && /^[\w!#$%&'*+.^`|~-]+$/.test(name));
  return [
    ['user-agent', 'Fieldhook'],
    ...own.map(({ name, value }): [string, string] => [
      name.toLowerCase(),
      Buffer.from(value, 'utf8').toString('latin1'),
    ]),
    ...(body === '' ? [] : [['content-length', String(Buffer.byteLength(body))] as [string, string]]),
  ];
}

/** Its status is the answer; the rest is read so far and no further, and kept nowhere. */
function skim(answer: IncomingMessage, done: () => void): void {
  let bytes = 0;
  answer.on('data', (chunk: Buffer) => {
    bytes += chunk.byteLength;
    if (bytes > MOST_BYTES) answer.destroy();
  });
  answer.on('error', () => undefined);
  answer.once('close', done);
}

function sayAbort({ signal, timeoutMs = TIMEOUT_MS }: GuardOptions): string {
  if (signal?.aborted) return 'Fieldhook was closed before an answer came';
  return `no answer came within ${Math.ceil(timeoutMs / 1000)} seconds`;
}

class PrivateAddress extends Error {}

/** All addresses of a name, or none: a name that leads to us among others is not asked at all. */
function guardedLookup({ allowedHosts, resolve = resolveBySystem }: GuardOptions): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const closed = isAllowed(host, allowedHosts)
          ? undefined
          : addresses.find(({ address }) => !isPublicAddress(address));
        const [first] = addresses;
        if (closed !== undefined) callback(new PrivateAddress(sayPrivate(host)), '', 0);
        else if (first === undefined) callback(new Error('it has no address'), '', 0);
        else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (error: Error) => callback(error, '', 0),
    );
  };
}

function resolveBySystem(host: string): Promise<LookupAddress[]> {
  return systemLookup(host, { all: true });
}

/** Null where it leads nowhere that is followed: to another scheme, or to nothing readable. */
function redirected(request: GuardedRequest, from: URL, { status, location }: Redirect): GuardedRequest | null {
  if (!URL.canParse(location, from)) return null;
  const to = new URL(location, from);
  if (to.protocol !== from.protocol) return null;
  const becomesGet = status === 303 || ((status === 301 || status === 302) && request.method === 'POST');
  const kept = to.origin === from.origin ? request.headers : [];
  if (becomesGet) return { method: 'GET', url: to.href, headers: kept.filter(isNotOfBody), body: '' };
  const type = request.headers.filter((header) => !isNotOfBody(header));
  return { ...request, url: to.href, headers: to.origin === from.origin ? kept : type };
}

function isNotOfBody({ name }: { name: string }): boolean {
  return name.toLowerCase() !== 'content-type';
}

const FAULTS: Record<string, string> = {
  ENOTFOUND: 'there is no such host',
  EAI_AGAIN: 'its address could not be looked up',
  ECONNREFUSED: 'it takes no connections',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'it does not answer',
  EHOSTUNREACH: 'there is no way to it',
  ENETUNREACH: 'this computer is not connected to a network',
};

function sayFault(error: Error): string {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (FAULTS[code] !== undefined) return FAULTS[code];
  return /CERT|SSL|TLS/.test(code) ? `its certificate is not good (${code})` : code || error.message;
}
