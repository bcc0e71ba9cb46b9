import type { Settings } from '#shared/contract/settings.ts';
import type { Clock } from '../clock.ts';
import { type FlowSurroundings, flowProblems } from '../flows/check-flow.ts';
import { hostRefusal } from '../http-steps/address-refusal.ts';
import { createNewId } from '../new-id.ts';
import { backTest } from '../process/back-test.ts';
import { BulkChanges } from '../process/bulk-changes.ts';
import { compareReplay, compareReplays } from '../process/compare-replay.ts';
import { ContactImports } from '../process/contact-import.ts';
import { DriftWatch } from '../process/drift-watch.ts';
import { erasePerson, type PersonErased } from '../process/erase-person.ts';
import { driftedRows, findDrifts } from '../process/find-drifts.ts';
import { findSecrets } from '../process/find-secrets.ts';
import { FlowLoop } from '../process/flow-loop.ts';
import { letMessageGo, previewMessage, putBackDue, putBackGroup } from '../process/let-messages-go.ts';
import { previewDraft } from '../process/preview-draft.ts';
import { previewFlow } from '../process/preview-flow.ts';
import { ProcessLoop, type ProcessOptions } from '../process/process-loop.ts';
import { readDelivery, readItems } from '../process/read-delivery.ts';
import { resolveConflict } from '../process/resolve-conflict.ts';
import { SearchLoop } from '../process/search-loop.ts';
import { openStore } from '../store/open-store.ts';
import type { LocalStore } from '../store/store.ts';
import type { Core, CoreOptions, Deciding, Erasing, Processing, Reading, Steering } from './core.ts';

/** Opens the core in this thread. Rejects with a StartError whose message is for the owner. */
export async function openLocalCore(options: Omit<CoreOptions, 'hub'> & { hub: ProcessOptions['hub'] }): Promise<Core> {
  const { dataDir, restore, clock, hub, log } = options;
  const now = () => clock.now();
  const newId = createNewId(now);
  const store = await openStore({ dataDir, now, newId, restore });
  const isPaused = store.care.isCrashLoop;
  const watch = new DriftWatch(store);
  const flows = new FlowLoop({ store, hub, clock, log, newId, isPaused });
  const requests: ProcessLoop = new ProcessLoop({
    ...{ store, hub, clock, log, isPaused },
    onRun: () => flows.poke(),
    onIdle: () => search.poke(),
    drift: watch,
  });
  const search = new SearchLoop({ store, hub, clock, log, isBusy: () => requests.isWorking() || requests.isPaused() });
  const processing = processingOf(requests, flows, search);
  return {
    store,
    processing,
    reading: readingOf(store, clock, watch),
    steering: steeringOf(flows),
    deciding: decidingOf(store, clock, watch),
    erasing: erasingOf(store, clock),
    importing: new ContactImports({ store, clock, hub, newId, log }),
    bulk: new BulkChanges({ store, clock, hub, newId, log, onPutBack: () => processing.poke() }),
    close: () => store.close(),
  };
}

/** What was accepted, and what has been waiting for its time since. */
function processingOf(requests: ProcessLoop, flows: FlowLoop, search: SearchLoop): Processing {
  return {
    poke() {
      requests.poke();
      flows.poke();
      search.poke();
    },
    isPaused: () => requests.isPaused(),
    resume() {
      requests.resume();
      flows.resume();
      search.poke();
    },
    async stop() {
      await requests.stop();
      await flows.stop();
      await search.stop();
    },
  };
}

export function steeringOf(flows: FlowLoop): Steering {
  return {
    start: (flow, wish) => flows.start(flow, wish),
    goOn: (run) => flows.goOn(run),
    poke: async () => flows.poke(),
  };
}

export function decidingOf(store: LocalStore, clock: Clock, watch: DriftWatch): Deciding {
  return {
    resolveConflict: (id, resolution) => resolveConflict(store, watch, id, resolution, clock.now()),
    letMessageGo: (id, wish) => letMessageGo(store, id, wish, clock.now()),
    putBackGroup: (which) => putBackGroup(store, which, () => clock.now()),
    putBackDue: (id) => putBackDue(store, id, clock.now()),
  };
}

export function readingOf(store: LocalStore, clock: Clock, watch: DriftWatch): Reading {
  return {
    preview: (draft) => previewDraft(store, watch, draft, clock.now()),
    backTest: (draft) => backTest(store, draft),
    drifts: () => findDrifts(store, watch),
    driftedRows: (webhookId) => driftedRows(store, watch, webhookId),
    delivery: (id, wish) => readDelivery(store, id, wish),
    items: (id, query) => readItems(store, id, query),
    secrets: (of) => findSecrets(store, of),
    replay: (id) => compareReplay(store, id, clock.now()),
    replays: (ids) => compareReplays(store, ids, clock.now()),
    message: (id) => previewMessage(store, id, clock.now()),
    previewFlow: (draft) => previewFlow(store, draft, clock.now(), surroundingsOf),
    searchState: async () => ({ behind: await store.search.behind() }),
    async flowProblems(flows) {
      const around = surroundingsOf(await store.settings.get(), await store.fields.list());
      return flows.map((flow) => flowProblems(flow, around));
    },
  };
}

/** What a flow can be told of before it runs. */
function surroundingsOf({ allowedHosts }: Settings, fields: FlowSurroundings['fields']): FlowSurroundings {
  return { fields, hostRefusal: (origin) => hostRefusal(origin, allowedHosts) };
}

export function erasingOf(store: LocalStore, clock: Clock): Erasing {
  let latest: Promise<PersonErased | 'not-found' | undefined> = Promise.resolve(undefined);
  return {
    person(userNs, wish) {
      const erased = latest.then(() => erasePerson(store, userNs, wish, () => clock.now()));
      latest = erased.catch(() => undefined);
      return erased;
    },
  };
}
