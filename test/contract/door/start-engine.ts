import { rm } from 'node:fs/promises';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import { keyFileCipher } from '#host/secrets/key-file.ts';
import { secretStore } from '#host/secrets/secret-store.ts';
import { usedFolder } from '#test/contract/store/used-folder.ts';

/** A whole engine on a folder of its own that holds nothing, without a public address. */
export async function startEngine() {
  const dataDir = usedFolder();
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
