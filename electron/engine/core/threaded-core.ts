import { Worker } from 'node:worker_threads';
import type { EngineEvent } from '#shared/contract/event.ts';
import type { NewDelivery } from '../store/port/delivery-store.ts';
import type { Store } from '../store/store.ts';
import type {
  BulkChanging,
  Core,
  CoreOptions,
  Deciding,
  Erasing,
  Importing,
  Processing,
  Reading,
  Steering,
} from './core.ts';
import { type CoreThreadData, packBatch, type Request, type Said, unpackFault } from './messages.ts';

/** What the loop keeps in memory and has to be told about. */
const CONTEXT: ReadonlySet<EngineEvent['type']> = new Set(['webhook', 'field', 'settings']);

type ThreadedCoreOptions = Omit<CoreOptions, 'clock'> & { onDeath: (error: unknown) => void };

/**
 * Opens the core in a thread of its own; `file` is the program of that thread (thread.ts, or what it was built to). The thread asks the
 * system's clock. `onDeath` hears of a thread that died: its calls have been rejected, and nothing more comes from it. Rejects with the
 * StartError of the thread.
 */
export async function openThreadedCore(
  file: URL,
  { dataDir, restore, hub, log, onDeath }: ThreadedCoreOptions,
): Promise<Core> {
  const workerData: CoreThreadData = { dataDir, restore };
  const worker = new Worker(file, { workerData, name: 'core' });
  const exited = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const calls = new OpenCalls((request, transfer) => worker.postMessage(request, transfer));

  const opened = await new Promise<Said & { kind: 'opened' }>((resolve, reject) => {
    worker.on('message', (said: Said) => {
      switch (said.kind) {
        case 'opened':
          resolve(said);
          break;
        case 'refused':
          reject(unpackFault(said.fault));
          break;
        case 'events':
          for (const event of said.events) hub.publish(event);
          break;
        case 'log':
          log(...said.line);
          break;
        default:
          calls.settle(said);
      }
    });
    worker.once('error', reject);
  }).catch(async (error: unknown) => {
    await exited;
    throw error;
  });

  worker.on('error', (error) => {
    calls.end(error);
    onDeath(error);
  });
  const forget = hub.subscribe(null, ({ event }) => {
    if (CONTEXT.has(event.type)) worker.postMessage({ kind: 'news', event } satisfies Request);
  });
  const { notices, isCrashLoop } = opened;
  return {
    store: storeOver(calls, { notices, isCrashLoop }),
    processing: processingOver(calls, isCrashLoop),
    reading: calls.part('reading') as Reading,
    steering: calls.part('steering') as Steering,
    deciding: calls.part('deciding') as Deciding,
    erasing: calls.part('erasing') as Erasing,
    importing: calls.part('importing') as Importing,
    bulk: calls.part('bulk') as BulkChanging,
    async close() {
      forget();
      await calls.call('core', 'close', []);
      await exited;
    },
  };
}

type Remote = Record<string, (...args: unknown[]) => Promise<unknown>>;

/** The questions that wait for their answer. */
class OpenCalls {
  readonly #post: (request: Request, transfer: ArrayBuffer[]) => void;
  readonly #open = new Map<number, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>();
  #count = 0;
  #ended: { error: unknown } | null = null;

  constructor(post: (request: Request, transfer: ArrayBuffer[]) => void) {
    this.#post = post;
  }

  call(part: string, method: string, args: unknown[]): Promise<unknown> {
    return this.#ask((call) => this.#post({ kind: 'call', call, part, method, args }, []));
  }

  accept(deliveries: readonly NewDelivery[]): ReturnType<Store['deliveries']['acceptBatch']> {
    const batch = packBatch(deliveries);
    const accepted = this.#ask((call) => this.#post({ kind: 'accept', call, ...batch }, [batch.bodies.buffer]));
    return accepted as ReturnType<Store['deliveries']['acceptBatch']>;
  }

  poke(): void {
    this.#post({ kind: 'poke' }, []);
  }

  /** An object whose every method is asked of the other side. */
  part(name: string, own: object = {}): unknown {
    return new Proxy(own as Remote, {
      get: (known, method: string) => known[method] ?? ((...args: unknown[]) => this.call(name, method, args)),
    });
  }

  settle(said: Said & { kind: 'answer' | 'fault' }): void {
    const open = this.#open.get(said.call);
    this.#open.delete(said.call);
    if (said.kind === 'answer') open?.resolve(said.value);
    else open?.reject(unpackFault(said.fault));
  }

  /** There will be no more answers. */
  end(error: unknown): void {
    this.#ended = { error };
    for (const { reject } of this.#open.values()) reject(error);
    this.#open.clear();
  }

  #ask(post: (call: number) => void): Promise<unknown> {
    if (this.#ended !== null) return Promise.reject(this.#ended.error);
    this.#count += 1;
    const call = this.#count;
    return new Promise((resolve, reject) => {
      this.#open.set(call, { resolve, reject });
      post(call);
    });
  }
}

function storeOver(calls: OpenCalls, known: Pick<Store['care'], 'notices' | 'isCrashLoop'>): Store {
  const acceptBatch = (deliveries: readonly NewDelivery[]) => calls.accept(deliveries);
  const own: Record<string, object> = { deliveries: { acceptBatch }, care: known };
  return new Proxy({} as Record<string, unknown>, {
    get: (parts, name: string) => (parts[name] ??= calls.part(name, own[name])),
  }) as unknown as Store;
}

function processingOver(calls: OpenCalls, isPaused: boolean): Processing {
  let paused = isPaused;
  return {
    poke: () => calls.poke(),
    isPaused: () => paused,
    resume() {
      if (!paused) return;
      paused = false;
      void calls.call('processing', 'resume', []);
    },
    stop: () => calls.call('processing', 'stop', []) as Promise<void>,
  };
}
