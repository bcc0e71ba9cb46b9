import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Asked, FromChild, ThreadWatch } from './watched-messages.ts';

const CHILD = fileURLToPath(new URL('watched-child.ts', import.meta.url));
const RAW_FILES = new URL('raw-files.mjs', import.meta.url).href;
const WATCH = new URL('watch-thread.mjs', import.meta.url).href;

export interface Watched {
  dataDir: string;
  /** Ports of the receiver and of the screens. */
  receiver: number;
  screens: number;
  /** The secret of the screens' listener. */
  secret: string;
  /** Lines of its log so far. */
  lines: string[];
  /** Asks its door; rejects when the process has died. */
  api(method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }>;
  /** What its threads saw since the last call, the one that answers senders first. Its memory now and at most since its start, in bytes. */
  watch(): Promise<{ threads: ThreadWatch[]; rss: number; peak: number }>;
  /** Null while it lives; how it ended, and its last words, when it should not have. */
  died(): string | null;
  /** In order; rejects if it had died before. */
  stop(): Promise<void>;
  /** At the latest now; takes its folder away. */
  end(): Promise<void>;
}

export interface WatchedOptions {
  /** The most that each of its threads may hold; beyond it, it dies. */
  heapMegabytes?: number;
}

/** A whole engine in a process of its own, on an empty folder, that tells how it bears what is done to it. */
export async function startWatched({ heapMegabytes }: WatchedOptions = {}): Promise<Watched> {
  const dataDir = mkdtempSync(join(tmpdir(), 'fieldhook-watched-'));
  const child = fork(CHILD, [dataDir], {
    execArgv: [
      ...(heapMegabytes ? [`--max-old-space-size=${heapMegabytes}`] : []),
      '--import',
      RAW_FILES,
      '--import',
      WATCH,
    ],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const lines: string[] = [];
  createInterface({ input: child.stdout! }).on('line', (line) => lines.push(line));
  let lastWords = '';
  child.stderr!.on('data', (chunk) => {
    lastWords += chunk;
  });
  let death: string | null = null;
  let isStopping = false;
  const waiting = new Map<number, { resolve: (message: FromChild) => void; reject: (error: Error) => void }>();
  const gone = once(child, 'exit').then(([code, signal]) => {
    if (!isStopping) death = `The engine ended by itself (${code ?? signal}).\n${lastWords}`;
    for (const { reject } of waiting.values()) reject(new Error(death ?? 'The engine was stopped.'));
  });

  const ready = new Promise<Extract<FromChild, { kind: 'ready' }>>((resolve, reject) => {
    child.on('message', (message: FromChild) => {
      if (message.kind === 'ready') resolve(message);
      else {
        waiting.get(message.n)?.resolve(message);
        waiting.delete(message.n);
      }
    });
    void gone.then(() => reject(new Error(death ?? 'The engine did not start.')));
  });

  let count = 0;
  const ask = <Kind extends FromChild['kind']>(what: Asked['ask']): Promise<Extract<FromChild, { kind: Kind }>> =>
    new Promise((resolve, reject) => {
      if (death !== null || isStopping) {
        reject(new Error(death ?? 'The engine was stopped.'));
        return;
      }
      count += 1;
      waiting.set(count, { resolve: (message) => resolve(message as Extract<FromChild, { kind: Kind }>), reject });
      child.send({ n: count, ask: what } satisfies Asked);
    });

  const { receiver, screens, secret } = await ready;
  return {
    dataDir,
    receiver,
    screens,
    secret,
    lines,
    async api(method, path, body) {
      const { status, text } = await ask<'answered'>({
        kind: 'api',
        method,
        path,
        ...(body !== undefined && { body }),
      });
      return { status, body: text === '' ? null : JSON.parse(text) };
    },
    async watch() {
      const { threads, rss, peak } = await ask<'watched'>({ kind: 'watch' });
      return { threads, rss, peak };
    },
    died: () => death,
    async stop() {
      if (death !== null) throw new Error(death);
      isStopping = true;
      child.send({ n: 0, ask: { kind: 'stop' } } satisfies Asked);
      await gone;
    },
    async end() {
      isStopping = true;
      child.kill('SIGKILL');
      await gone;
      rmSync(dataDir, { recursive: true });
    },
  };
}
