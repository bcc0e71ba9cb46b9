import { isDeepStrictEqual } from 'node:util';
import { keepLimits } from '../safety/keep-limits.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function settingsHandlers({ store, tunnel, hub, safety, clock }: ApiServices) {
  return {
    async getSettings() {
      return store.settings.get();
    },

    /** The public address is only touched when its own settings changed: reopening it could change it. */
    async putSettings({ body }) {
      const before = await store.settings.get();
      const settings = await store.settings.put(body);
      if (!isDeepStrictEqual(before.tunnel, body.tunnel)) await tunnel.choose(body.tunnel);
      hub.publish({ type: 'settings' });
      return settings;
    },

    async putContactColumns({ body }) {
      const settings = await store.settings.putContactColumns(body.columns);
      hub.publish({ type: 'settings' });
      return settings;
    },

    async previewRetention({ body }) {
      const now = safety.doubtedSince() === null ? clock.now() : null;
      const { deliveries, bodies, messages, runs, ...kept } = await store.care.countOld(keepLimits(body, now));
      const since = (at: number | null) => (at === null ? null : instant(at));
      return {
        requests: deliveries,
        bodies,
        messages,
        runs,
        oldestRequest: since(kept.keptDelivery),
        oldestBody: since(kept.keptBody),
        oldestMessage: since(kept.keptMessage),
      };
    },
  } satisfies Partial<Handlers>;
}
