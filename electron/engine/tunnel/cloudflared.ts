import { devNull } from 'node:os';
import { type Heard, openByProgram } from './open-by-program.ts';
import { type OpenRequest, type OpenTunnel, type Provider, TunnelFault } from './provider.ts';

export interface CloudflaredOptions {
  /** The owner's address at Cloudflare, which needs the token; null takes a new random one each time. */
  url: string | null;
  /** The token of the owner's tunnel; null where none is stored. */
  token: () => Promise<string | null>;
  searchPath: string;
}

/**
 * Cloudflare's own program, where the owner has installed it. A quick tunnel's address is in what it writes; of a named one we know it
 * from the owner, and where it leads to is set at Cloudflare. The address is used once a connection is registered: earlier, the name may
 * not exist yet, and that it does not would be remembered by resolvers on the way.
 */
export function cloudflared({ url, token, searchPath }: CloudflaredOptions): Provider {
  async function open({ port, signal, onLost }: OpenRequest): Promise<OpenTunnel> {
    // The owner's own configuration file could send the requests elsewhere.
    const general = ['tunnel', '--no-autoupdate', '--config', devNull];
    if (url === null) {
      const args = [...general, '--url', `http://127.0.0.1:${port}`];
      const program = { name: 'cloudflared', args, env: {}, hear: hearing(null), searchPath } as const;
      return openByProgram(program, { signal, onLost });
    }
    const TUNNEL_TOKEN = await token();
    if (TUNNEL_TOKEN === null)
      throw new TunnelFault(
        'The token of your Cloudflare tunnel is missing. Put it in under Settings, Public address.',
      );
    const args = [...general, 'run'];
    const program = { name: 'cloudflared', args, env: { TUNNEL_TOKEN }, hear: hearing(url), searchPath } as const;
    return openByProgram(program, { signal, onLost });
  }

  return { name: 'cloudflared', promise: url === null ? QUICK : NAMED, open };
}

const QUICK =
  'Cloudflare passes the requests on and can read every one of them. The address changes at each start, and Cloudflare promises nothing for it.';
const NAMED =
  'Cloudflare passes the requests on and can read every one of them. The address is yours and stays the same.';

function hearing(known: string | null): (line: string) => Heard | null {
  let url = known;
  return (line) => {
    if (/token is not valid|invalid tunnel secret|unauthorized/i.test(line))
      return { kind: 'fault', sentence: 'Cloudflare does not accept the token of your tunnel.' };
    url ??= /https:\/\/(?!api\.)[a-z0-9-]+\.trycloudflare\.com/.exec(line)?.[0] ?? null;
    return url !== null && /registered tunnel connection/i.test(line) ? { kind: 'open', url } : null;
  };
}
