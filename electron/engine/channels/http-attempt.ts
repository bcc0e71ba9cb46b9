import { readRetryAfter } from '../plan-retry.ts';
import type { ChannelPorts, SendResult } from './channel.ts';
import { connectionWords } from './connection-words.ts';
import { quote } from './quote.ts';

/** A provider that says more than this is not read to its end. In bytes. */
const MOST_READ = 50 * 1024;
/** A Retry-After further away than this is taken for a mistake. */
const LATEST_RETRY_MS = 24 * 3_600_000;

/** What came of one request to a provider: an answer, or how it ended without one. */
export type HttpAttempt =
  | {
      kind: 'answered';
      status: number;
      text: string /** When it asks to be asked again, ms since 1970. */;
      retryAt: number | null;
    }
  | { kind: 'ended'; result: SendResult };

/** Faults before the first byte of the request could leave: nothing was sent, and another attempt cannot send twice. */
const NOT_SENT =
  /^(?:ENOTFOUND|EAI_AGAIN|EAI_FAIL|ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ENETDOWN|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

/** One request. Redirects are not followed: an address that moved is the owner's to correct, and a message must not wander. Never rejects. */
export async function attemptHttp(
  { fetch, now }: ChannelPorts,
  provider: string,
  url: string,
  request: RequestInit,
): Promise<HttpAttempt> {
  try {
    const answer = await fetch(url, { ...request, redirect: 'manual' });
    const retryAt = believedRetryAt(answer.headers.get('retry-after'), now());
    return { kind: 'answered', status: answer.status, text: await readStart(answer), retryAt };
  } catch (error) {
    return { kind: 'ended', result: endedBy(error, provider) };
  }
}

function endedBy(error: unknown, provider: string): SendResult {
  const code = codeOf(error);
  if (code === 'ERR_INVALID_URL') {
    return {
      state: 'failed',
      again: false,
      notBefore: null,
      sentence: `The address of ${provider} is not one. Correct it in the channel’s settings.`,
    };
  }
  if (code !== null && NOT_SENT.test(code)) {
    return {
      state: 'failed',
      again: true,
      notBefore: null,
      sentence: `${provider} could not be reached: ${connectionWords(code)}. Nothing was sent.`,
    };
  }
  return {
    state: 'unknown',
    sentence: `The message went to ${provider}, and no clear answer came back${code === null ? '' : `: ${connectionWords(code)}`}.`,
  };
}

/** Node's fetch says what happened in the cause of its error, and of several addresses tried in the first of its errors. */
function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  return codeOf(error.cause);
}

async function readStart(answer: Response): Promise<string> {
  if (answer.body === null) return '';
  const reader = answer.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (let seen = 0; seen < MOST_READ; ) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    seen += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

/** Seconds or an HTTP date (RFC 9110, 10.2.3). */
function believedRetryAt(value: string | null, now: number): number | null {
  const at = value === null ? null : readRetryAfter(value, now);
  return at === null || at < now || at > now + LATEST_RETRY_MS ? null : at;
}

/** A JSON object, or null: what a provider answers is not trusted to be one. */
export function readJsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** What a status says when the provider's own words do not: whether something was sent, and whether to try again (TRUST, “Outgoing steps”). */
export function resultOfStatus(provider: string, status: number, retryAt: number | null, said: string): SendResult {
  const words = quote(said);
  if (status === 429 || (status === 503 && retryAt !== null)) {
    return { state: 'failed', again: true, notBefore: retryAt, sentence: `${provider} asks to wait.${words}` };
  }
  if (status >= 500) {
    return { state: 'unknown', sentence: `${provider} answered with a fault of its own (${status}).${words}` };
  }
  if (status === 401 || status === 403) {
    return {
      state: 'failed',
      again: false,
      notBefore: null,
      sentence: `${provider} does not accept the credentials. Correct them in the channel’s settings.${words}`,
    };
  }
  if (status >= 300 && status < 400) {
    return {
      state: 'failed',
      again: false,
      notBefore: null,
      sentence: `The address of ${provider} has moved (${status}). Correct it in the channel’s settings.`,
    };
  }
  return { state: 'failed', again: false, notBefore: null, sentence: `${provider} refused it (${status}).${words}` };
}
