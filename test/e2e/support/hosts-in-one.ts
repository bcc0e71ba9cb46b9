import { AsyncLocalStorage } from 'node:async_hooks';
import { EventEmitter } from 'node:events';
import { syncBuiltinESMExports } from 'node:module';
import { pathToFileURL } from 'node:url';
import threads, {
  MessageChannel,
  type MessagePort,
  type TransferListItem,
  type WorkerOptions,
} from 'node:worker_threads';

// Runs the built host again and again in this process, one after the other, as kept-host.ts orders. Most of what a start costs is loading
// what the two threads of a host are made of: here both are loaded into this one, and only what runs by being loaded is loaded anew.

/** `end` is printed with the exit code when the host has ended. */
export type Order = { kind: 'start'; host: string; args: readonly string[]; end: string } | { kind: 'stop' };

interface Run {
  number: number;
  end: string;
  hasEnded: boolean;
}

let latest: Run = { number: 0, end: '', hasEnded: true };
/** To which host something belongs: one that has ended still has timers. */
const within = new AsyncLocalStorage<Run>();

/** In the place of the core's thread: its program is loaded here, and is talked to through a port all the same. */
class ThreadInPlace extends EventEmitter {
  readonly #port: MessagePort;

  constructor(file: URL, { workerData }: WorkerOptions) {
    super();
    const { port1, port2 } = new MessageChannel();
    this.#port = port1.on('message', (said) => this.emit('message', said)).on('close', () => this.emit('exit', 0));
    Object.assign(threads, { workerData: structuredClone(workerData), parentPort: port2 });
    syncBuiltinESMExports();
    import(`${file.href}?${latest.number}`).catch((error) => this.emit('error', error));
  }

  postMessage(said: unknown, transfer: readonly TransferListItem[] = []): void {
    this.#port.postMessage(said, transfer);
  }
}

const isCore = (file: URL | string) => String(file).endsWith('/core-thread.js');
threads.Worker = new Proxy(threads.Worker, {
  construct: (Worker, [file, options]: [URL, WorkerOptions]) =>
    isCore(file) ? new ThreadInPlace(file, options) : new Worker(file, options),
});
syncBuiltinESMExports();

process.exit = ((code: number) => {
  const run = within.getStore() ?? latest;
  if (run.hasEnded) return;
  run.hasEnded = true;
  for (const event of ['SIGINT', 'SIGTERM', 'SIGHUP', 'uncaughtException']) process.removeAllListeners(event);
  process.stdout.write(`${run.end}${code}\n`);
}) as typeof process.exit;

process.on('message', (order: Order) => {
  if (order.kind === 'stop') {
    within.run(latest, () => process.emit('SIGTERM'));
    return;
  }
  latest = { number: latest.number + 1, end: order.end, hasEnded: false };
  process.argv.splice(1, Infinity, order.host, ...order.args);
  within.run(latest, () => import(`${pathToFileURL(order.host).href}?${latest.number}`));
});

// Whoever orders may be gone without a word.
process.once('disconnect', () => process.kill(process.pid, 'SIGKILL'));
