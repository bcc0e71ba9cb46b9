import type { z } from 'zod';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { AddOptOutSchema } from '#shared/contract/opt-out.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { AppError } from '#shared/errors.ts';
import { CHANNEL_PROVIDERS } from '../channels/providers.ts';
import { normaliseEmail } from '../identify/normalise-email.ts';
import { normalisePhone } from '../identify/normalise-phone.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

/** Who wants no messages (SN6), as the owner sees and changes it. */
export function optOutHandlers({ store, hub, clock }: ApiServices) {
  const changed = (channel: MessageChannel) => hub.publish({ type: 'channel', channel });
  return {
    listOptOuts: ({ query }) => store.optOuts.page(query),

    async addOptOut({ body }) {
      const address = addressOf(body, await store.settings.get());
      const added = await store.optOuts.add(body.channel, address, clock.now());
      changed(body.channel);
      return added;
    },

    async deleteOptOut({ params }) {
      changed(found(await store.optOuts.end(params.id, clock.now()), 'opt-out'));
    },
  } satisfies Partial<Handlers>;
}

/** As it is compared with addresses of messages. */
function addressOf({ channel, address }: z.output<typeof AddOptOutSchema>, { country }: Settings): string {
  const normalised = {
    phone: () => normalisePhone(address, { defaultCountry: country, plusCountries: [] }),
    email: () => normaliseEmail(address),
    'page-scoped-id': () => ({ ok: true as const, value: address }),
    nothing: () => ({ ok: true as const, value: address }),
  }[CHANNEL_PROVIDERS[channel].needs]();
  if (normalised.ok) return normalised.value.toLowerCase();
  throw new AppError('INVALID_INPUT', undefined, [{ pointer: '/address', message: normalised.sentence }]);
}
