import { isDeepStrictEqual } from 'node:util';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function settingsHandlers({ store, tunnel, hub }: ApiServices) {
  return {
    async getSettings() {
      return store.settings.get();
    },

    /** The public address is only touched when its own settings changed: reopening it could change it. */
    async putSettings({ body }) {
      const before = await store.settings.get();
      await store.settings.put(body);
      if (!isDeepStrictEqual(before.tunnel, body.tunnel)) await tunnel.choose(body.tunnel);
      hub.publish({ type: 'settings' });
      return body;
    },
  } satisfies Partial<Handlers>;
}
