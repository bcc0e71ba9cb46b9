import type { UnprovenDelivery } from '../store/port/delivery-store.ts';
import { isCredentialHidden } from './hide-credentials.ts';
import type { LiveWebhook } from './token-table.ts';
import { questionOf, type Trust, trustOf } from './trust.ts';

/** `unknown`: what would be needed is not kept, or there is nothing to be proven. */
export type JudgedAgain = Exclude<Trust, { kind: 'unsigned' }> | { kind: 'unknown'; sentence: string };

const NOT_KEPT = 'The secret that it brought was not kept, so it cannot be judged again.';
const NO_SIGNATURE = 'The webhook asks for no signature now, so nothing can be proven.';
const QUESTION = 'It is a question of the sender and not a request: let the sender ask again.';

/**
 * Judges a refused request as it would have been judged with the signature and secrets of today (RC7). The clock is that of its arrival:
 * one that was too old then stays so, and waiting proves nothing. `addresses` are the whole addresses for each token without a query.
 */
export function judgeAgain(
  webhook: LiveWebhook,
  addresses: readonly (readonly string[])[],
  { receivedAt, query, ...request }: UnprovenDelivery,
): JudgedAgain {
  if (webhook.verify.scheme === 'none') return { kind: 'unknown', sentence: NO_SIGNATURE };
  if (isCredentialHidden(request.headers, webhook.verify)) return { kind: 'unknown', sentence: NOT_KEPT };
  const target = query === '' ? '' : `?${query}`;
  const trusts = addresses.map((bases): JudgedAgain => {
    const judged = { ...request, query, urls: bases.map((base) => `${base}${target}`), now: receivedAt };
    // A secret that is handed over is taken only while its sender is awaited, never afterwards.
    const question = questionOf({ ...webhook, connectUntil: null }, judged);
    if (question.kind !== 'none') return { kind: 'unknown', sentence: QUESTION };
    const trust = trustOf(webhook, judged);
    return trust.kind === 'unsigned' ? { kind: 'unknown', sentence: NO_SIGNATURE } : trust;
  });
  return trusts.find(({ kind }) => kind === 'verified') ?? trusts[0] ?? { kind: 'unknown', sentence: NO_SIGNATURE };
}
