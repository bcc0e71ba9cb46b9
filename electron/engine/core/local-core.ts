import type { Clock } from '../clock.ts';
import { createNewId } from '../new-id.ts';
import { compareReplay, compareReplays } from '../process/compare-replay.ts';
import { previewDraft } from '../process/preview-draft.ts';
import { ProcessLoop, type ProcessOptions } from '../process/process-loop.ts';
import { readDelivery } from '../process/read-delivery.ts';
import { resolveConflict } from '../process/resolve-conflict.ts';
import { openStore } from '../store/open-store.ts';
import type { LocalStore } from '../store/store.ts';
import type { Core, CoreOptions, Deciding, Reading } from './core.ts';

/** Opens the core in this thread. Rejects with a StartError whose message is for the owner. */
export async function openLocalCore(options: Omit<CoreOptions, 'hub'> & { hub: ProcessOptions['hub'] }): Promise<Core> {
  const { dataDir, restore, clock, hub, log } = options;
  const now = () => clock.now();
  const store = await openStore({ dataDir, now, newId: createNewId(now), restore });
  const processing = new ProcessLoop({ store, hub, clock, log, isPaused: store.care.isCrashLoop });
  return {
    store,
    processing,
    reading: readingOf(store, clock),
    deciding: decidingOf(store, clock),
    close: () => store.close(),
  };
}

export function decidingOf(store: LocalStore, clock: Clock): Deciding {
  return { resolveConflict: (id, resolution) => resolveConflict(store, id, resolution, clock.now()) };
}

export function readingOf(store: LocalStore, clock: Clock): Reading {
  return {
    preview: (draft) => previewDraft(store, draft, clock.now()),
    delivery: (id) => readDelivery(store, id),
    replay: (id) => compareReplay(store, id),
    replays: (ids) => compareReplays(store, ids),
  };
}
