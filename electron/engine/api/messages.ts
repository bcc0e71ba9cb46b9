import type { Message } from '#shared/contract/message.ts';
import type { MessageDecision } from '#shared/contract/message-words.ts';
import { AppError } from '#shared/errors.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
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
