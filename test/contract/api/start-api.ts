import { rm } from 'node:fs/promises';
import { createApi } from '#engine/api/create-api.ts';
import type { ApiServices } from '#engine/api/services.ts';
import { ChannelAccounts } from '#engine/channel-accounts.ts';
import { decidingOf, erasingOf, readingOf, steeringOf } from '#engine/core/local-core.ts';
import { EventHub } from '#engine/events.ts';
import { ExportFiles } from '#engine/export-files.ts';
import { createNewId } from '#engine/new-id.ts';
import { BulkChanges } from '#engine/process/bulk-changes.ts';
import { ContactImports } from '#engine/process/contact-import.ts';
import { DriftWatch } from '#engine/process/drift-watch.ts';
import { FlowLoop } from '#engine/process/flow-loop.ts';
import { OPEN } from '#engine/safety/decide-intake.ts';
import { openStore } from '#engine/store/open-store.ts';
import { TunnelTokens } from '#engine/tunnel-tokens.ts';
import { WebhookSecrets } from '#engine/webhook-secrets.ts';
import type { TunnelStatus } from '#shared/contract/health.ts';
import { usedFolder } from '#test/contract/store/used-folder.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { memorySecrets } from '#test/doubles/memory-secrets.ts';

export const TUNNEL_OFF: TunnelStatus = {
  state: 'off',
  provider: 'none',
  url: null,
  sentence: 'There is no public address.',
  promise: 'Nobody outside this computer can reach it.',
  nextTryAt: null,
  checkedAt: null,
};

/** The door over a real store, with stand-ins for the running parts that a test may replace, and a clock of its own. */
export async function startApi(replaced: Partial<ApiServices> = {}) {
  const dataDir = usedFolder();
  const clock = new ManualClock(Date.parse('2026-03-02T09:30:00Z'));
  const newId = createNewId(() => clock.now());
  const store = await openStore({ dataDir, now: () => clock.now(), newId });
  const logged: { event: string; facts: Record<string, unknown> }[] = [];
  const hub = new EventHub('run1');
  const watch = new DriftWatch(store);
  const flows = new FlowLoop({ store, hub, clock, log: () => undefined, newId });
  const freeSpace = async () => null;
  const exports = new ExportFiles({ dataDir, freeSpace, clock, hub, newId, log: () => undefined });
  const services: ApiServices = {
    store,
    reading: readingOf(store, clock, watch),
    steering: steeringOf(flows),
    deciding: decidingOf(store, clock, watch),
    erasing: erasingOf(store, clock),
    importing: new ContactImports({ store, clock, hub, newId, log: () => undefined }),
    bulk: new BulkChanges({ store, clock, hub, newId, log: () => undefined, onPutBack: () => undefined }),
    exports,
    secrets: new WebhookSecrets({ secrets: memorySecrets(), clock, log: () => undefined }),
    hub,
    channels: {
      accounts: new ChannelAccounts({ secrets: memorySecrets(), channels: store.channels, log: () => undefined }),
      test: async () => ({ state: 'failed', sentence: 'No network here.' }),
      followTest: async () => null,
      restOf: async () => null,
    },
    clock,
    newId,
    newToken: () => newId('token').padEnd(32, 'x'),
    fetch: () => Promise.reject(new Error('No network here.')),
    receiver: {
      url: () => 'http://127.0.0.1:4780',
      listening: () => true,
      refresh: async () => {},
      connect: () => {},
      used: () => 0,
      unknownRequests: () => 0,
      judgeAgain: () => [],
      issueTestNonce: () => ({ name: 'x-test', value: 'nonce' }),
    },
    addressChanges: { tick: async () => false },
    tunnel: { status: () => TUNNEL_OFF, check: () => {}, choose: async () => {} },
    tunnelTokens: new TunnelTokens({ secrets: memorySecrets(), log: () => undefined }),
    processing: { poke: () => {}, isPaused: () => false, resume: () => {} },
    safety: {
      intake: () => OPEN,
      pause: async () => undefined,
      notices: () => [],
      doubtedSince: () => null,
      confirmClock: async () => {},
    },
    info: { version: '0.0.0-test', startedAt: clock.now(), host: 'browser', dataDir },
    log: (_, event, facts = {}) => logged.push({ event, facts }),
    journal: { events: () => [] },
    ...replaced,
  };
  const api = createApi(services);
  return {
    services,
    clock,
    logged,
    /** Sends JSON, resolves to status and JSON. */
    async send(method: string, path: string, body?: unknown) {
      const init =
        body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
      const answer = await api.fetch(new Request(`http://fieldhook.test${path}`, { method, ...init }));
      const text = await answer.text();
      return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
    },
    async stop() {
      await exports.stop();
      await flows.stop();
      await store.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

export type StartedApi = Awaited<ReturnType<typeof startApi>>;
