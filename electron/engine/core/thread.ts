/**
 * The core in a thread of its own: opens it on the data folder that it was given and does what is asked in messages, one after the other.
 * What goes wrong outside of an answer ends the thread, and with it the process (see threaded-core.ts).
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { EngineEvent } from '#shared/contract/event.ts';
import { systemClock } from '../clock.ts';
import { EventHub } from '../events.ts';
import type { Core } from './core.ts';
import { openLocalCore } from './local-core.ts';
import { type CoreThreadData, packFault, type Request, type Said, unpackBatch } from './messages.ts';

const port = parentPort!;
const { dataDir, restore } = workerData as CoreThreadData;
const say = (said: Said) => port.postMessage(said);

/** What was changed on the other side; the loop asks here whether what it knows is still true. */
const changes = new EventHub('core');
let news: EngineEvent[] = [];

/** News of one slice of work travel together. */
function publish(event: EngineEvent): void {
  news.push(event);
  if (news.length > 1) return;
  queueMicrotask(() => {
    say({ kind: 'events', events: news });
    news = [];
  });
}

try {
  const core = await openLocalCore({
    dataDir,
    restore,
    clock: systemClock,
    hub: { publish, subscribe: (lastId, reader) => changes.subscribe(lastId, reader) },
    log: (...line) => say({ kind: 'log', line }),
  });
  const { notices, isCrashLoop } = core.store.care;
  port.on('message', (request: Request) => void serve(core, request));
  say({ kind: 'opened', notices, isCrashLoop });
} catch (error) {
  say({ kind: 'refused', fault: packFault(error) });
}

async function serve(core: Core, request: Request): Promise<void> {
  switch (request.kind) {
    case 'poke':
      core.processing.poke();
      break;
    case 'news':
      changes.publish(request.event);
      break;
    case 'accept':
      await answer(request.call, () => core.store.deliveries.acceptBatch(unpackBatch(request)));
      break;
    case 'call': {
      const { part, method, args } = request;
      await answer(request.call, () => callOf(core, part, method)(...args));
      // Nothing is open any more: the thread ends by itself.
      if (part === 'core' && method === 'close') port.close();
      break;
    }
  }
}

async function answer(call: number, work: () => unknown): Promise<void> {
  try {
    say({ kind: 'answer', call, value: await work() });
  } catch (error) {
    say({ kind: 'fault', call, fault: packFault(error) });
  }
}

function callOf(core: Core, part: string, method: string): (...args: unknown[]) => unknown {
  const { store, processing, reading, steering, deciding, erasing, importing, bulk } = core;
  const parts: Record<string, unknown> = {
    ...store,
    processing,
    reading,
    steering,
    deciding,
    erasing,
    importing,
    bulk,
    core,
  };
  const target = parts[part] as Record<string, (...args: unknown[]) => unknown>;
  return (...args) => target[method]!(...args);
}
