import type { ContactChange } from '#shared/contract/receipt.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';

/**
 * ID9: what becomes of one identifier or profile value when a request brings `after`. A new contact (`isNew`) takes everything; a known one
 * by the webhook's policy. The sentence says why a value stayed.
 */
export function changeByPolicy(
  slot: ContactChange['slot'],
  before: string | null,
  after: string,
  policy: WebhookConfig['onMatch'],
  isNew: boolean,
): ContactChange {
  const set = (sentence: string): ContactChange => ({ slot, verdict: 'set', before, after, sentence });
  const kept = (sentence: string): ContactChange => ({ slot, verdict: 'kept', before, after: before, sentence });
  if (isNew) return set(`Set to ${after}.`);
  if (before === after) return { slot, verdict: 'unchanged', before, after, sentence: `It already is ${after}.` };
  if (policy === 'leave') return kept('Left as it is: this webhook does not change known contacts.');
  if (before === null) return set(`It was blank and becomes ${after}.`);
  if (policy === 'overwrite') return set(`It becomes ${after} instead of ${before}.`);
  return kept(`Keeps ${before}: this webhook fills only blanks. The request says ${after}.`);
}
