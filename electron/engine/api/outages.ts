import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

const MOST = 50;

export function outageHandlers({ store }: ApiServices) {
  return {
    async listOutages() {
      const items = await store.outages.list(MOST);
      return {
        items: items.map(({ from, to, ...outage }) => ({
          ...outage,
          from: instant(from),
          to: to === null ? null : instant(to),
        })),
      };
    },
  } satisfies Partial<Handlers>;
}
