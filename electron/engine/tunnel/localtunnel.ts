import { z } from 'zod';
import type { KeptName } from './kept-name.ts';
import { type Fetch, readStart } from './network.ts';
import { type OpenRequest, type OpenTunnel, type Provider, TunnelFault } from './provider.ts';

export const PUBLIC_RELAY = 'https://localtunnel.me';

/** A relay that was just left holds the name for a moment; so often its refusal is taken for that. */
const PATIENCE = 2;
/** No relay gets more connections out of us, whatever it asks for. */
const MOST_CONNECTIONS = 10;
/** In bytes; a grant is a line of JSON. */
const LONGEST_GRANT = 16_384;

const GrantSchema = z.object({
  id: z.string().min(1),
  url: z.url({ protocol: /^https?$/ }),
  port: z.number().int().min(1).max(65_535),
  ip: z.string().optional(),
  max_conn_count: z.number().int().min(1).optional(),
});
type Grant = z.infer<typeof GrantSchema>;

export interface LocaltunnelOptions {
  /** The name the owner chose; null keeps the one that was given before. */
  subdomain: string | null;
  keptName: KeptName;
  /** Address of the relay. */
  relay: string;
  fetch: Fetch;
}

/**
 * localtunnel's client asks the relay for a name in a loop that never ends, cannot be cancelled and says nothing when it is refused. So
 * we ask ourselves and hand the grant to the client, which then does what it does well: keep the connections. It is pinned, and its two
 * inner methods are declared in localtunnel-client.d.ts.
 */
export function localtunnel({ subdomain, keptName, relay, fetch }: LocaltunnelOptions): Provider {
  let patience = PATIENCE;

  async function open({ port, signal, onLost }: OpenRequest): Promise<OpenTunnel> {
    const wanted = subdomain ?? keptName.read();
    const grant = await askForName(wanted, { relay, fetch, signal });
    if (wanted !== null && grant.id !== wanted && patience > 0) {
      patience -= 1;
      throw new TunnelFault(`The relay still holds the name “${wanted}”.`, { isBrief: true });
    }
    patience = PATIENCE;
    if (subdomain === null) keptName.write(grant.id);
    const close = await connect(grant, port, onLost);
    return { url: grant.url.replace(/\/+$/, ''), remark: remark(wanted, grant.id), close };
  }

  async function connect(grant: Grant, port: number, onLost: OpenRequest['onLost']): Promise<() => void> {
    // Its dependencies are large: not for who does not use it, and not before the first screen.
    const { default: LocaltunnelClient } = await import('localtunnel/lib/Tunnel.js');
    const client = new LocaltunnelClient({ host: relay, port });
    // For good: connections under way can fail after the client was closed, and an `error` without a listener ends the process.
    client.on('error', () => onLost('The relay refused a connection.'));
    const info = client._getInfo(grant);
    info.max_conn = Math.min(info.max_conn, MOST_CONNECTIONS);
    // `local_host` stays unset: with it, the client rewrites the start of each connection as text, which damages other bytes.
    client._establish(info);
    return () => client.close();
  }

  return {
    name: 'localtunnel',
    promise:
      'localtunnel is a free relay run by volunteers. It can read every request that passes through it, and it does not promise that this address stays yours.',
    open,
  };
}

async function askForName(
  name: string | null,
  { relay, fetch, signal }: { relay: string; fetch: Fetch; signal: AbortSignal },
): Promise<Grant> {
  const { host } = new URL(relay);
  const request: RequestInit = { signal, redirect: 'error', headers: { connection: 'close' } };
  const answer = await fetch(`${relay}/${name ?? '?new'}`, request).catch((cause: unknown) => {
    throw new TunnelFault(`The relay ${host} cannot be reached.`, { cause });
  });
  const text = await readStart(answer, LONGEST_GRANT);
  if (!answer.ok) throw new TunnelFault(`The relay ${host} gave no address (it answered ${answer.status}).`);
  const grant = GrantSchema.safeParse(parsed(text));
  if (!grant.success) throw new TunnelFault(`What answers at ${host} is not a localtunnel relay.`);
  return grant.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function remark(wanted: string | null, given: string): string | null {
  if (wanted === null || wanted === given) return null;
  return `The name “${wanted}” was not free, so the relay gave another one.`;
}
