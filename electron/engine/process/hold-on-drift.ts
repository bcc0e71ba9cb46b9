import type { Drift } from '#shared/contract/drift.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { Channel } from '#shared/contract/webhook.ts';
import { readsField, readsSlot } from '#shared/flow/what-it-reads.ts';
import { rowWords } from './drift-words.ts';

/**
 * Why the messages of a flow wait for the owner: rows that it depends on are not as in earlier requests, so it would speak of what an earlier
 * request said. Null where it depends on none of them. A row that the owner gave a default for has its value.
 */
export function whyHeld(
  { drifts = [], fields }: Pick<Receipt, 'drifts' | 'fields'>,
  config: FlowConfig,
  channel: Channel,
): string | null {
  const missed = drifts.filter(
    (drift) =>
      !hasDefault(drift, fields) &&
      (drift.about.kind === 'field'
        ? readsField(config, drift.about.field)
        : readsSlot(config, drift.about.slot, channel)),
  );
  if (missed.length === 0) return null;
  const rows = missed.map(({ about, sentence }) => `${rowWords(about)} (${sentence.replace(/\.$/, '').toLowerCase()})`);
  return `The request that started it was not as the earlier ones: ${rows.join(', ')}.`;
}

function hasDefault({ about, change }: Drift, fields: Receipt['fields']): boolean {
  const filled = about.kind === 'field' ? fields.find(({ field }) => field === about.field) : undefined;
  return change === 'vanished' && (filled?.verdict === 'set' || filled?.verdict === 'unchanged');
}
