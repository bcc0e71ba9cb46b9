import { type TokenTunnel, TokenTunnelSchema } from '#shared/contract/settings.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

/** Tokens of the public address go in here; nothing in this folder reads one out again. */
export function tunnelTokenHandlers({ store, tunnel, tunnelTokens, hub }: ApiServices) {
  const known = (name: string) => found(TokenTunnelSchema.safeParse(name).data ?? null, 'tunnel-token');
  /** An address that is open, or waits for this token, is opened again with what is stored now. */
  const changed = async (provider: TokenTunnel) => {
    const { tunnel: choice } = await store.settings.get();
    if (choice.provider === provider) await tunnel.choose(choice);
    hub.publish({ type: 'settings' });
  };

  return {
    getTunnelTokens: () => tunnelTokens.stored(),

    async putTunnelToken({ params, body }) {
      const provider = known(params.provider);
      await tunnelTokens.put(provider, body.value);
      await changed(provider);
    },

    async deleteTunnelToken({ params }) {
      const provider = known(params.provider);
      await tunnelTokens.delete(provider);
      await changed(provider);
    },
  } satisfies Partial<Handlers>;
}
