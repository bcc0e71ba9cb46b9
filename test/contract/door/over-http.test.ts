import { systemClock } from '#engine/clock.ts';
import { listenOnLoopback } from '#host/loopback/listener.ts';
import { describeDoor } from './door-suite.ts';
import { startEngine } from './start-engine.ts';

const SECRET = 's'.repeat(43);

/** As a tool on this computer calls it: over HTTP, with the secret, past the guard of the headless host. */
describeDoor(async () => {
  const { engine, receiverUrl, faults, stop } = await startEngine();
  const loopback = await listenOnLoopback({
    port: 0,
    secret: SECRET,
    engine,
    files: async () => null,
    clock: systemClock,
    log: () => {},
  });
  return {
    fetch: (path, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${SECRET}`);
      return fetch(`${loopback.url}${path}`, { ...init, headers });
    },
    receiverUrl,
    faults,
    async close() {
      await loopback.stop();
      await stop();
    },
  };
});
