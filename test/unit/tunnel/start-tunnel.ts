import { onTestFinished } from 'vitest';
import type { KeptName } from '#engine/tunnel/kept-name.ts';
import { Tunnel, type TunnelOptions } from '#engine/tunnel/tunnel.ts';
import type { TunnelStatus } from '#shared/contract/health.ts';
import type { TunnelChoice } from '#shared/contract/settings.ts';
import { FakeRelay } from '#test/doubles/fake-relay.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { startReceiver } from '../receiver/start-receiver.ts';

/** A tunnel from a real receiver to a relay on loopback, on a clock that only the test moves. Ended with the test. */
export async function startTunnel(
  choice: TunnelChoice | ((receiverUrl: string) => TunnelChoice),
  prepare: { options?: Partial<TunnelOptions>; relay?: (relay: FakeRelay) => void } = {},
) {
  const relay = await new FakeRelay().start();
  onTestFinished(() => relay.stop());
  prepare.relay?.(relay);
  const started = await startReceiver();
  const clock = new ManualClock();
  const statuses: TunnelStatus[] = [];
  let onStatus: () => void = () => undefined;
  const tunnel = new Tunnel({
    clock,
    log: () => undefined,
    fetch: (url, request) => fetch(url, request),
    random: () => 0.5,
    relay: relay.url,
    keptName: nameInMemory(),
    tokenOf: async () => null,
    searchPath: () => '',
    ngrokThread: null,
    ngrokServer: null,
    isAllowed: true,
    openProbe: () => started.receiver.openProbe(),
    onStatus: (status) => {
      statuses.push(status);
      onStatus();
    },
    ...prepare.options,
  });
  // Last in, first out: the tunnel ends before the receiver and the relay.
  onTestFinished(() => tunnel.stop());
  await tunnel.start(typeof choice === 'function' ? choice(started.url) : choice, started.port);

  return {
    ...started,
    relay,
    tunnel,
    clock,
    statuses,
    /** Resolves to the next status that fits; what was there before it is forgotten. */
    async next(state: TunnelStatus['state']): Promise<TunnelStatus> {
      for (;;) {
        const index = statuses.findIndex((status) => status.state === state);
        if (index !== -1) return statuses.splice(0, index + 1).at(-1)!;
        await new Promise<void>((resolve) => {
          onStatus = resolve;
        });
      }
    },
    /** Moves on to the next try or check, when the tunnel waits for it. */
    async wait(ms: number): Promise<void> {
      while (clock.waiting === 0) await new Promise((resolve) => setImmediate(resolve));
      clock.advance(ms);
    },
  };
}

export function nameInMemory(name: string | null = null): KeptName {
  let known = name;
  return {
    read: () => known,
    write: (given) => {
      known = given;
    },
  };
}

export const LOCALTUNNEL = { provider: 'localtunnel', subdomain: null } satisfies TunnelChoice;
