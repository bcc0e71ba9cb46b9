import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('raw-server.ts', import.meta.url));

/** The yardstick in a process of its own, as Fieldhook is in its own. */
export async function startRawServer(): Promise<{ url: string; stop(): void }> {
  const child = spawn(process.execPath, [PROGRAM], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { url: `http://127.0.0.1:${port}/h/any`, stop: () => child.kill('SIGTERM') };
}
