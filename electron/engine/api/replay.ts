import { type NotReplayed, REPLAYED_AT_ONCE } from '#shared/contract/replay.ts';
import { AppError } from '#shared/errors.ts';
import { WHY_NOT_REPLAYED } from '../process/not-replayed.ts';
import type { Replayed } from '../store/port/delivery-store.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

/** Stored in one transaction: so few that requests that arrive meanwhile hardly wait. */
const SLICE = 20;

/** PR4: what a replay would do, and replays. Each is a request of its own that the ordinary loop works on. */
export function replayHandlers({ store, reading, hub, processing, safety, newId }: ApiServices) {
  /** Resolves in the order of `ids`. */
  const replay = async (ids: readonly string[], key: string | undefined): Promise<Replayed[]> => {
    // What is stored is a promise of work, as it is to a sender.
    const { state, sentence } = safety.intake();
    if (state !== 'open') throw new AppError('INTAKE_CLOSED', sentence);
    const wish = key ?? newId('rpl');
    const replays: Replayed[] = [];
    for (let at = 0; at < ids.length; at += SLICE) {
      replays.push(...(await store.deliveries.replay(ids.slice(at, at + SLICE), wish)));
    }
    for (const one of replays)
      if (one.kind === 'made') hub.publish({ type: 'delivery', delivery: one.delivery, isNew: true });
    processing.poke();
    return replays;
  };

  return {
    async replayDelivery({ params, body }) {
      const { id } = params;
      if (body.dryRun) return { dryRun: true, comparison: found(await reading.replay(id), 'delivery') };
      const [made] = await replay([id], body.key);
      if (!made || made.kind === 'not-found') return found(null, 'delivery');
      if (made.kind === 'no-body' || made.kind === 'waiting') {
        throw new AppError('NOT_REPLAYABLE', WHY_NOT_REPLAYED[made.kind]);
      }
      return { dryRun: false, replay: made.delivery, isNew: made.kind === 'made' };
    },

    async replayDeliveries({ body: { dryRun, key, ids, filter } }) {
      const page = filter && (await store.deliveries.page({ ...filter, limit: REPLAYED_AT_ONCE }));
      const asked = ids ?? page?.items.map(({ id }) => id) ?? [];
      const isCut = page !== undefined && page.nextCursor !== null;
      if (dryRun) return { dryRun, ...(await reading.replays(asked)), isCut };
      const inOrder = await store.deliveries.inOrder(asked);
      const outcomes = await replay(inOrder, key);
      const replays = outcomes.flatMap((one) => ('delivery' in one ? [one.delivery] : []));
      const left = outcomes.flatMap((one, at) => {
        const why = whyNot(one);
        return why === null ? [] : [{ id: inOrder[at]!, why, sentence: WHY_NOT_REPLAYED[why] }];
      });
      return { dryRun, replays: [...new Map(replays.map((one) => [one.id, one])).values()], left, isCut };
    },
  } satisfies Partial<Handlers>;
}

function whyNot(replayed: Replayed): NotReplayed | null {
  if ('delivery' in replayed) return null;
  return replayed.kind === 'not-found' ? 'gone' : replayed.kind;
}
