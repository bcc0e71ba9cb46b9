import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function healthHandlers({ store, receiver, tunnel, info }: ApiServices) {
  return {
    async getHealth() {
      return {
        ...info,
        startedAt: instant(info.startedAt),
        receiver: { listening: receiver.listening(), url: receiver.url() },
        tunnel: tunnel.status(),
        pending: await store.deliveries.pendingCount(),
        unknownAddressRequests: receiver.unknownRequests(),
      };
    },
  } satisfies Partial<Handlers>;
}
