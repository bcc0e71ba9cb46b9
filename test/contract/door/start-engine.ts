import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import { keyFileCipher } from '#host/secrets/key-file.ts';
import { secretStore } from '#host/secrets/secret-store.ts';

/** A whole engine on an empty folder of its own, without a public address. */
export async function startEngine() {
  const dataDir = await mkdtemp(join(tmpdir(), 'fieldhook-door-'));
  const faults: string[] = [];
  const engine = createEngine({
    dataDir,
    version: '0.0.0-test',
    host: 'browser',
    port: 0,
    tunnel: false,
    clock: systemClock,
    secrets: secretStore(dataDir, [keyFileCipher(dataDir)]),
    log(level, event, facts) {
      if (level === 'error') faults.push(`${event} ${JSON.stringify(facts)}`);
    },
  });
  const { receiver } = await engine.start();
  return {
    engine,
    receiverUrl: receiver.url,
    faults,
    async stop() {
      await engine.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
