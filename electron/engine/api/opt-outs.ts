import type { MessageChannel } from '#shared/contract/message.ts';
import { AppError } from '#shared/errors.ts';
import { readChannelAddress } from './channel-address.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

/** Who wants no messages (SN6), as the owner sees and changes it. */
export function optOutHandlers({ store, hub, clock }: ApiServices) {
  const changed = (channel: MessageChannel) => hub.publish({ type: 'channel', channel });
  return {
    listOptOuts: ({ query }) => store.optOuts.page(query),

    async addOptOut({ body }) {
      const { channel } = body;
      const { country } = await store.settings.get();
      const address = readChannelAddress(channel, body.address, { country, pointer: '/address' });
      // As it is compared with addresses of messages.
      const added = await store.optOuts.add(channel, address.toLowerCase(), clock.now());
      changed(channel);
      return added;
    },

    async deleteOptOut({ params }) {
      changed(found(await store.optOuts.end(params.id, clock.now()), 'opt-out'));
    },

    async undoOptOut({ params }) {
      const result = found(await store.optOuts.undo(params.id, clock.now()), 'opt-out-change');
      if (result === 'changed') throw new AppError('NOT_PUT_BACK', 'They have written STOP or START since.');
      changed(result);
    },
  } satisfies Partial<Handlers>;
}
