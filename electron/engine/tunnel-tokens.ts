import { type TokenTunnel, TokenTunnelSchema } from '#shared/contract/settings.ts';
import type { EngineLog } from './engine.ts';
import type { Secrets } from './secrets.ts';

/** The tokens by which providers of the public address know the owner. */
export class TunnelTokens {
  readonly #secrets: Secrets;
  readonly #log: EngineLog;

  constructor({ secrets, log }: { secrets: Secrets; log: EngineLog }) {
    this.#secrets = secrets;
    this.#log = log;
  }

  /** Null where none is stored, or it cannot be opened here. */
  async of(provider: TokenTunnel): Promise<string | null> {
    try {
      return await this.#secrets.get(nameOf(provider));
    } catch {
      // The fault itself is not logged: it might tell of what it could not read.
      this.#log('warn', 'secret-unreadable', { tunnel: provider });
      return null;
    }
  }

  async stored(): Promise<Record<TokenTunnel, boolean>> {
    const isStored = async (provider: TokenTunnel) => (await this.of(provider)) !== null;
    const { cloudflared, ngrok } = TokenTunnelSchema.enum;
    return { cloudflared: await isStored(cloudflared), ngrok: await isStored(ngrok) };
  }

  put(provider: TokenTunnel, token: string): Promise<void> {
    return this.#secrets.put(nameOf(provider), token);
  }

  delete(provider: TokenTunnel): Promise<void> {
    return this.#secrets.delete(nameOf(provider));
  }
}

function nameOf(provider: TokenTunnel): string {
  return `tunnel/${provider}/token`;
}
