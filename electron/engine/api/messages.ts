import { MESSAGE_CHANNELS, type Message } from '#shared/contract/message.ts';
import type { MessageDecision } from '#shared/contract/message-words.ts';
import { AppError } from '#shared/errors.ts';
import { dayBounds } from '../outbox/day-bounds.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function messageHandlers({ store, hub, clock }: ApiServices) {
  const changed = (result: Message | 'not-found' | 'not-possible'): Message => {
    if (result === 'not-possible') throw new AppError('MESSAGE_NOT_OPEN');
    const message = found(result, 'message');
    hub.publish({ type: 'message', id: message.id, contact: message.contact?.userNs ?? null, state: message.state });
    return message;
  };
  const decide =
    (decision: MessageDecision) =>
    async ({ params }: { params: { id: string } }) =>
      changed(await store.outbox.decide(params.id, decision, clock.now()));

  return {
    listMessages: ({ query }) => store.outbox.page(query),

    async getMessagesToday() {
      const { timeZone } = await store.settings.get();
      const { today } = dayBounds(clock.now(), timeZone);
      const days = MESSAGE_CHANNELS.map(async (channel) => {
        const { units, ...counts } = await store.channels.daySince(channel, today);
        const { dailyCap, price } = (await store.channels.get(channel)).settings;
        return { channel, ...counts, dailyCap, cost: price === null ? null : price * units };
      });
      const channels = (await Promise.all(days)).filter(({ sent, failed, waiting }) => sent + failed + waiting > 0);
      return { since: instant(today), channels };
    },

    async getMessage({ params }) {
      return found(await store.outbox.get(params.id), 'message');
    },

    async editMessage({ params, body }) {
      return changed(await store.outbox.edit(params.id, body));
    },

    retryMessage: decide('retry'),
    releaseMessage: decide('release'),
    dropMessage: decide('drop'),
    markMessageSent: decide('mark-sent'),
  } satisfies Partial<Handlers>;
}
