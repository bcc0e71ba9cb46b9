import { rm } from 'node:fs/promises';
import { onTestFinished } from 'vitest';
import { EventHub } from '#engine/events.ts';
import type { Parsers } from '#engine/formats/parse-body.ts';
import { createNewId } from '#engine/new-id.ts';
import { ProcessLoop } from '#engine/process/process-loop.ts';
import { openStore } from '#engine/store/open-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import type { EngineEvent } from '#shared/contract/event.ts';
import { type WebhookConfig, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { usedFolder } from '#test/contract/store/used-folder.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { storedWebhook } from '#test/doubles/memory-receiver-store.ts';

/** A real store with one webhook that identifies by e-mail, and loops over it that end with the test. */
export async function startStore() {
  const dataDir = usedFolder();
  const clock = new ManualClock();
  const newId = createNewId(() => clock.now());
  const hub = new EventHub('run');
  const events: EngineEvent[] = [];
  hub.subscribe(null, ({ event }) => events.push(event));
  const logged: { event: string; facts: object }[] = [];
  const loops: ProcessLoop[] = [];
  const open = () => openStore({ dataDir, now: () => clock.now(), newId });

  let store = await open();
  await store.webhooks.create(storedWebhook({ token: 'token', config: config() }));
  onTestFinished(async () => {
    for (const loop of loops) await loop.stop();
    await store.close();
    await rm(dataDir, { recursive: true });
  });

  return {
    dataDir,
    clock,
    hub,
    events,
    logged,
    get store() {
      return store;
    },
    /** Closes the database and opens it again, as a start after a crash does. */
    async reopen() {
      for (const loop of loops.splice(0)) await loop.stop();
      await store.close();
      store = await open();
    },
    startLoop(over: LocalStore = store, parsers?: Parsers) {
      const log = (_level: string, event: string, facts: object = {}) => logged.push({ event, facts });
      const loop = new ProcessLoop({ store: over, hub, clock, log, ...(parsers && { parsers }) });
      loops.push(loop);
      return loop;
    },
    /** Puts requests on disk as the receiver does; resolves to their ids. */
    async accept(...bodies: unknown[]): Promise<string[]> {
      const rows = bodies.map((body) => request(newId('dlv'), clock.now(), JSON.stringify(body)));
      await store.deliveries.acceptBatch(rows);
      return rows.map(({ id }) => id);
    },
    async outcomes(ids: readonly string[]) {
      return Promise.all(ids.map(async (id) => (await store.deliveries.get(id))?.outcome));
    },
  };
}

export function config(change: Partial<WebhookConfig> = {}): WebhookConfig {
  const identity = { userNs: null, crmContactId: null, phone: null, email: '$.email' };
  return { ...WebhookConfigSchema.parse({ identity }), ...change };
}

function request(id: string, receivedAt: number, body: string) {
  return {
    id,
    webhookId: 'whk_test',
    receivedAt,
    origin: 'sender' as const,
    method: 'POST',
    query: '',
    headers: [],
    contentType: 'application/json',
    body: new TextEncoder().encode(body),
    sizeBytes: body.length,
    answered: 200,
    settled: null,
    heard: false,
    formerToken: null,
    repeatKey: null,
    verifiedBy: null,
  };
}
