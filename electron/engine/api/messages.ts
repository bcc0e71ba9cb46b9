import { MESSAGE_CHANNELS, type Message } from '#shared/contract/message.ts';
import { AppError, type ErrorDetail } from '#shared/errors.ts';
import { holesIn } from '#shared/text/holes.ts';
import { dayBounds } from '../outbox/day-bounds.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function messageHandlers({ store, reading, deciding, hub, clock, newId }: ApiServices) {
  const tell = ({ id, contact, state }: Message) =>
    hub.publish({ type: 'message', id, contact: contact?.userNs ?? null, state });
  const changed = (result: Message | 'not-found' | 'not-possible'): Message => {
    const message = open(result);
    tell(message);
    return message;
  };
  const decide =
    (decision: 'drop' | 'mark-sent') =>
    async ({ params }: { params: { id: string } }) =>
      changed(await store.outbox.decide(params.id, decision, clock.now()));
  const letGo =
    (decision: 'release' | 'retry') =>
    async ({ params, query }: { params: { id: string }; query: { seen?: string | undefined } }) => {
      const result = await deciding.letMessageGo(params.id, { decision, seen: query.seen ?? null });
      if (result === 'changed') throw new AppError('MESSAGE_CHANGED');
      if (typeof result === 'object' && 'refusal' in result) {
        throw new AppError('MESSAGE_NOT_SENDABLE', result.refusal.sentence);
      }
      return changed(result);
    };

  return {
    listMessages: ({ query }) => store.outbox.page(query),

    async getMessagesToday() {
      const { timeZone } = await store.settings.get();
      const { today } = dayBounds(clock.now(), timeZone);
      const days = MESSAGE_CHANNELS.map(async (channel) => {
        const { units, ...counts } = await store.channels.daySince(channel, today);
        const { mode, dailyCap, price } = (await store.channels.get(channel)).settings;
        return { channel, mode, ...counts, dailyCap, cost: price === null ? null : price * units };
      });
      const channels = (await Promise.all(days)).filter(
        ({ sent, failed, waiting, later }) => sent + failed + waiting + later > 0,
      );
      return { since: instant(today), channels };
    },

    async getMessage({ params }) {
      return found(await store.outbox.get(params.id), 'message');
    },

    async editMessage({ params, body }) {
      refuseHoles(body);
      return changed(await store.outbox.edit(params.id, body));
    },

    async previewMessage({ params }) {
      return open(await reading.message(params.id));
    },

    countMessageGroups: () => store.outbox.groupCounts(),

    async tryMessageGroup({ body }) {
      const { queued, refused } = await deciding.putBackGroup(body);
      for (const message of queued) tell(message);
      return { queued: queued.length, refused };
    },

    async dropMessageGroup({ body }) {
      const id = newId('drp');
      const dropped = await store.outbox.dropGroup(body, id, clock.now());
      for (const message of dropped) tell(message);
      return { dropped: dropped.length, id };
    },

    async undoDrop({ params }) {
      const restored = found(await store.outbox.undoDrop(params.id), 'drop');
      for (const message of restored) tell(message);
      return { restored: restored.length };
    },

    retryMessage: letGo('retry'),
    releaseMessage: letGo('release'),
    dropMessage: decide('drop'),
    markMessageSent: decide('mark-sent'),
  } satisfies Partial<Handlers>;
}

/** A mark that was left in would be sent as it stands (SN7). */
function refuseHoles(words: { subject?: string | undefined; text: string }): void {
  const details = (['subject', 'text'] as const).flatMap((name): ErrorDetail[] => {
    const [mark] = holesIn(words[name] ?? '');
    return mark === undefined ? [] : [{ pointer: `/${name}`, message: `Write something in the place of ${mark}.` }];
  });
  if (details.length > 0) throw new AppError('INVALID_INPUT', undefined, details);
}

function open<Result>(result: Result | 'not-found' | 'not-possible'): Exclude<Result, 'not-found' | 'not-possible'> {
  if (result === 'not-possible') throw new AppError('MESSAGE_NOT_OPEN');
  return found(result, 'message') as Exclude<Result, 'not-found' | 'not-possible'>;
}
