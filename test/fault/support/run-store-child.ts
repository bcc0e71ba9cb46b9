import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { END_WITH_PARENT } from '#test/e2e/support/end-with-parent.ts';

const CHILD = fileURLToPath(new URL('store-child.ts', import.meta.url));
const RAW_FILES = new URL('raw-files.mjs', import.meta.url).href;

export interface StoreChild {
  process: ChildProcess;
  lines: AsyncIterator<string>;
  /** Ends it at once, as a power cut would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** A process that opens the store in `dir`; it is killed when the test ends. */
export function runStoreChild(mode: 'hold' | 'work' | 'die-in-flow', dir: string): StoreChild {
  const child = spawn(process.execPath, [...END_WITH_PARENT, '--import', RAW_FILES, CHILD, mode, dir], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const kill = async () => {
    child.kill('SIGKILL');
    await exited;
  };
  onTestFinished(kill);
  return { process: child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator](), kill };
}
