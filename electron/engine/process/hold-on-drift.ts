import type { Drift } from '#shared/contract/drift.ts';
import type { FlowConfig } from '#shared/contract/flow.ts';
import type { Receipt } from '#shared/contract/receipt.ts';
import type { Channel } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { readsField, readsSlot } from '#shared/flow/what-it-reads.ts';
import { neededPlaces, payloadPlaces } from '../flows/payload-places.ts';
import { rowWords } from './drift-words.ts';

/**
 * Why the messages of a flow wait for the owner: rows that it depends on are not as in earlier requests, so it would speak of what an earlier
 * request said; or places of the request itself are not, so it would say or do something else. Null where it depends on none of them. What the
 * owner gave a default for has its value.
 */
export function whyHeld(
  { drifts = [], fields }: Pick<Receipt, 'drifts' | 'fields'>,
  config: FlowConfig,
  channel: Channel,
): string | null {
  const missed = drifts.filter((drift) => !hasDefault(drift, fields) && isRead(drift, config, channel));
  if (missed.length === 0) return null;
  const rows = missed.map((drift) => `${rowWords(drift)} (${drift.sentence.replace(/\.$/, '').toLowerCase()})`);
  return `The request that started it was not as the earlier ones: ${rows.join(', ')}.`;
}

function isRead({ about, path, change }: Drift, config: FlowConfig, channel: Channel): boolean {
  switch (about.kind) {
    case 'field':
      return readsField(config, about.field);
    case 'slot':
      return readsSlot(config, about.slot, channel);
    case 'place':
      return (change === 'vanished' ? neededPlaces : payloadPlaces)(config).includes(path);
    default:
      return assertNever(about);
  }
}

function hasDefault({ about, change }: Drift, fields: Receipt['fields']): boolean {
  const filled = about.kind === 'field' ? fields.find(({ field }) => field === about.field) : undefined;
  return change === 'vanished' && (filled?.verdict === 'set' || filled?.verdict === 'unchanged');
}
