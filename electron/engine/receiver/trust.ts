import { hash } from 'node:crypto';
import { explainOutcome } from '#shared/contract/outcome.ts';
import type { Verify, VerifyScheme } from '#shared/contract/verify.ts';
import { answerHandshake } from '../signatures/handshake.ts';
import type { Handshake } from '../signatures/handshake-answer.ts';
import { verifySignature } from '../signatures/verify-signature.ts';
import type { NewDelivery } from '../store/port/delivery-store.ts';
import type { LiveWebhook } from './token-table.ts';

/** What is known of a request when it is to be judged; all of it as received, but for the addresses. */
export interface Judged {
  method: string;
  query: string;
  headers: readonly (readonly [string, string])[];
  body: Uint8Array;
  urls: readonly string[];
  now: number;
}

/** Whether a request comes from its sender (RC7), and by what a repeat of it is known (RC6); that is only worked out for what is asked about. */
export type Trust =
  | { kind: 'unsigned'; repeatKey: () => NewDelivery['repeatKey'] }
  | { kind: 'verified'; by: VerifyScheme; repeatKey: () => NewDelivery['repeatKey'] }
  | { kind: 'refused'; sentence: string };

/** What we send to ourselves on the owner’s wish needs no signature: it carries a nonce that only we could know. */
export const OWN_TEST: Trust = { kind: 'unsigned', repeatKey: () => null };

/** The question of a sender whether this address is ours; most requests are none. */
export function questionOf(webhook: LiveWebhook, request: Judged): Handshake {
  const { verify } = webhook;
  if (verify.scheme === 'none' && !looksLikeQuestion(request)) return { kind: 'none' };
  return answerHandshake({ ...request, ...webhook.secrets, verify, connectUntil: webhook.connectUntil });
}

/** Of requests to a webhook without a signature, only those that may be questions are read for one; that costs next to nothing. */
function looksLikeQuestion({ method, headers, body }: Judged): boolean {
  if (method === 'GET' || headers.some(([name]) => name.toLowerCase() === 'x-hook-secret')) return true;
  if (body.length > 8 * 1024) return false;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  // The beginning of both is looked for first: most bodies are read once and not twice.
  return bytes.includes('url_v') && (bytes.includes('url_verification') || bytes.includes('endpoint.url_validation'));
}

export function trustOf({ verify, secrets }: LiveWebhook, request: Judged): Trust {
  if (!isSigned(verify)) return { kind: 'unsigned', repeatKey: () => contentKey(request) };
  const verdict = verifySignature({ ...request, verify, secrets: secrets.secrets });
  if (verdict.verdict === 'refused') return { kind: 'refused', sentence: verdict.hint };
  const { dedupeKey } = verdict;
  const repeatKey = () => (dedupeKey === null ? contentKey(request) : { kind: 'signed' as const, key: dedupeKey });
  return { kind: 'verified', by: verify.scheme, repeatKey };
}

export function unproven(sentence: string): NonNullable<NewDelivery['settled']> {
  return { outcome: 'refused', reason: 'bad-signature', sentence };
}

/** `why`: more than is said of every question that is refused. */
export function unanswered(why: string | null): NonNullable<NewDelivery['settled']> {
  const { sentence } = explainOutcome('refused', 'handshake');
  return { outcome: 'refused', reason: 'handshake', sentence: why ?? sentence };
}

function isSigned(verify: Verify): verify is Exclude<Verify, { scheme: 'none' }> {
  return verify.scheme !== 'none';
}

/** Unsigned requests with equal bytes may both be real: this key only flags. */
function contentKey({ body, query }: Judged): NewDelivery['repeatKey'] {
  return body.length === 0
    ? null
    : { kind: 'content', key: `body:${hash('sha256', body, 'base64url')}:${queryKey(query)}` };
}

function queryKey(query: string): string {
  return query === '' ? '' : hash('sha256', query, 'base64url');
}
