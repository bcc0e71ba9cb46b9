import { SecretNameSchema } from '#shared/contract/secret.ts';
import { AppError } from '#shared/errors.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';
import { webhookChanged } from './webhook-changed.ts';

const CONNECT_MS = 10 * 60_000;

/** Secrets go in here; nothing in this folder reads one out again. */
export function secretHandlers(services: ApiServices) {
  const { store, secrets, clock, receiver } = services;

  const known = async (id: string, name: string) => {
    found(await store.webhooks.get(id), 'webhook');
    return found(SecretNameSchema.safeParse(name).data ?? null, 'secret');
  };

  return {
    async putSecret({ params, body }) {
      await secrets.put(params.id, await known(params.id, params.name), body.value);
      await webhookChanged(services, params.id);
    },

    async deleteSecret({ params }) {
      await secrets.delete(params.id, await known(params.id, params.name));
      await webhookChanged(services, params.id);
    },

    async connectSender({ params }) {
      const { config } = found(await store.webhooks.get(params.id), 'webhook');
      if (config.verify.scheme !== 'asana')
        throw new AppError('NOT_FOUND', 'The sender of this webhook does not hand over a secret.');
      const until = clock.now() + CONNECT_MS;
      receiver.connect(params.id, until);
      return { until: instant(until) };
    },
  } satisfies Partial<Handlers>;
}
