import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ENGINE = fileURLToPath(new URL('engine-child.ts', import.meta.url));
const RAW_FILES = fileURLToPath(new URL('raw-files.mjs', import.meta.url));

/** Starts engine-child.ts on a data folder and waits until it takes requests. */
export async function startChild(dataDir: string) {
  const child = spawn(process.execPath, ['--import', RAW_FILES, ENGINE, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const ended = once(child, 'exit');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  const { address }: { address: string } = JSON.parse(line);
  return {
    address,
    async end(signal: 'SIGKILL' | 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}
