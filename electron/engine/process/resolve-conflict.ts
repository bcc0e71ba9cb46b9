import type { Resolution } from '#shared/contract/conflict.ts';
import { AppError } from '#shared/errors.ts';
import { parseBody } from '../formats/parse-body.ts';
import type { ResolvedConflict } from '../store/port/conflict-store.ts';
import type { ItemsSettlement, Settlement } from '../store/port/work-store.ts';
import type { LocalStore } from '../store/store.ts';
import { decideForWebhook } from './decide-for-webhook.ts';
import type { DriftWatch } from './drift-watch.ts';
import { placesOfWebhook } from './read-places.ts';

/**
 * Works on a request, or on the one item of it, about which the owner has decided (ID10), by its webhook’s configuration of today, as a release does. The calls are
 * those of the live path, with the choice in the place of what the identifiers gave.
 */
export async function resolveConflict(
  store: LocalStore,
  watch: DriftWatch,
  id: string,
  resolution: Resolution,
  at: number,
): Promise<ResolvedConflict> {
  const conflict = await store.conflicts.get(id);
  if (conflict === null) throw new AppError('NOT_FOUND', 'This conflict is not there any more.');
  if (conflict.decidedAt !== null) throw new AppError('CONFLICT_DECIDED');
  const { webhookId, deliveryId, item } = conflict;
  const [webhook, fields, settings] = await Promise.all([
    store.webhooks.get(webhookId),
    store.fields.list(),
    store.settings.get(),
  ]);
  if (webhook === null) throw new AppError('NOT_FOUND', 'This webhook is not there any more.');
  const { parsed, items } = await payloadOf(store, deliveryId, webhook.config.parser);
  const flows = await placesOfWebhook(store, webhook.config);
  const watched = { histories: await watch.histories(webhookId), flows };
  const decidedBefore = store.conflicts.decidedBefore(webhookId);
  const resolved = await store.conflicts.resolve(
    id,
    resolution,
    (choice, people) => {
      const work = { fields, settings, choice, watch: watched };
      const settlement = decideForWebhook(webhook, parsed, work, people, decidedBefore);
      return item === null ? whole(settlement) : onlyItem(settlement, item, items);
    },
    at,
  );
  switch (resolved) {
    case 'not-found':
      throw new AppError('NOT_FOUND', 'This conflict is not there any more.');
    case 'decided':
      throw new AppError('CONFLICT_DECIDED');
    case 'no-candidate':
      throw notNamed(resolution);
    case 'gone':
      throw new AppError('CANDIDATE_GONE', resolution.choice === 'merge' ? NOBODY_TO_MERGE : undefined);
    default:
      return resolved;
  }
}

function whole(settlement: Settlement | ItemsSettlement): Settlement {
  if ('count' in settlement) throw new AppError('NOT_DECIDABLE', NOT_ONE);
  return processed(settlement);
}

/** `items`: how many it had when it was worked on. With another number, nobody could say that the item is still the same. */
function onlyItem(settlement: Settlement | ItemsSettlement, only: number, items: number | null): ItemsSettlement {
  if (!('count' in settlement) || settlement.count !== items) throw new AppError('NOT_DECIDABLE', NOT_THESE);
  return { ...settlement, only, decideItem: (...asked) => processed(settlement.decideItem(...asked)) };
}

function processed(settlement: Settlement): Settlement {
  const { outcome, sentence } = settlement.receipt;
  if (outcome !== 'processed') throw new AppError('NOT_DECIDABLE', sentence);
  return settlement;
}

const NOT_THESE =
  'The webhook reads other items from this request now, so nobody can say which of them this was. Replay the request instead.';
const NOT_ONE =
  'The webhook makes one contact per item now, so this request is not about one person any more. Replay it instead.';
const NOBODY_TO_MERGE = 'There are no two of these contacts any more that could be merged.';

function notNamed({ choice }: Resolution): AppError {
  const pointer = choice === 'merge' ? '/keep' : '/userNs';
  return new AppError('INVALID_INPUT', undefined, [{ pointer, message: 'The request does not name this contact.' }]);
}

async function payloadOf(store: LocalStore, deliveryId: string, parser: number) {
  const delivery = await store.deliveries.get(deliveryId);
  const body = await store.deliveries.body(deliveryId);
  if (delivery === null || body === null) {
    throw new AppError('NOT_DECIDABLE', 'The content of this request is not kept any more.');
  }
  const { headers, contentType, query, items } = delivery;
  return { parsed: parseBody({ body, headers, contentType, query }, parser), items };
}
