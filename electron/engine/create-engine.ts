import { randomBytes } from 'node:crypto';
import type { ErrorBody } from '#shared/contract/common.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { ERRORS } from '#shared/errors.ts';
import { AddressChanges } from './address-changes.ts';
import { createApi } from './api/create-api.ts';
import { ChannelAccounts } from './channel-accounts.ts';
import type { Core } from './core/core.ts';
import { openThreadedCore } from './core/threaded-core.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { EventHub } from './events.ts';
import { ExportFiles } from './export-files.ts';
import { guardedRequest } from './http-steps/guarded-request.ts';
import { HttpSteps } from './http-steps/http-steps.ts';
import { type Journal, keepJournal } from './journal.ts';
import { createNewId } from './new-id.ts';
import { Outages } from './outages.ts';
import { Outbox } from './outbox/outbox.ts';
import { reportBase } from './outbox/report-address.ts';
import { followTest, testChannel } from './outbox/test-channel.ts';
import { Receiver } from './receiver/receiver.ts';
import { Caretaker } from './safety/caretaker.ts';
import type { NewDelivery } from './store/port/delivery-store.ts';
import { keptNameIn } from './tunnel/kept-name.ts';
import { KnownBases } from './tunnel/known-bases.ts';
import { PUBLIC_RELAY } from './tunnel/localtunnel.ts';
import { Tunnel } from './tunnel/tunnel.ts';
import { TunnelTokens } from './tunnel-tokens.ts';
import { type KeptSecret, WebhookSecrets } from './webhook-secrets.ts';

/** An engine that has been started. */
interface Running {
  address: { url: string; port: number };
  fetch(request: Request): Promise<Response>;
  stop(): Promise<void>;
}

/** Puts the engine together. Nothing is opened before `start`; a stopped engine can be started again. */
export function createEngine(options: EngineOptions): Engine {
  let running: Promise<Running> | null = null;
  let stopped: Promise<void> = Promise.resolve();
  let fetch: Running['fetch'] = notRunning;
  let restore = options.restore ?? null;
  return {
    fetch: (request) => fetch(request),
    async start() {
      running ??= stopped.catch(() => undefined).then(() => run({ ...options, restore }));
      const starting = running;
      try {
        const engine = await starting;
        // A stop that came meanwhile has put this engine down: its door stays shut.
        if (running === starting) fetch = engine.fetch;
        // Asked for once: a later start of this engine goes on with what came since.
        restore = null;
        return { receiver: engine.address };
      } catch (error) {
        if (running === starting) running = null;
        throw error;
      }
    },
    async stop() {
      const starting = running;
      running = null;
      fetch = notRunning;
      if (starting !== null) {
        // A start that failed has put everything down itself.
        stopped = starting.then(
          (engine) => engine.stop(),
          () => undefined,
        );
      }
      await stopped;
    },
  };
}

async function run(given: EngineOptions): Promise<Running> {
  const journal = keepJournal(given.log, given.clock);
  const options: EngineOptions = { ...given, log: journal.log };
  const { clock, dataDir, restore = null, log, coreThread } = options;
  const newId = createNewId(() => clock.now());
  const hub = new EventHub(newId('run'));
  // Read only where it runs: beside a thread of its own the store and all that works on requests would be in memory twice.
  const core = coreThread
    ? await openThreadedCore(coreThread, { dataDir, restore, hub, log, onDeath: endProcess })
    : await (await import('./core/local-core.ts')).openLocalCore({ dataDir, restore, clock, hub, log });
  const { store, processing } = core;
  const parts = assemble(options, core, hub, newId, journal);
  const { receiver, tunnel, bases, outages, addressChanges, caretaker, httpSteps, outbox, exports } = parts;
  try {
    await exports.start();
    await caretaker.gate.look();
    await httpSteps.start();
    await outbox.start();
    processing.poke();
    bases.remember(await store.addressChanges.bases());
    const address = await receiver.start(options.port);
    const settings = await store.settings.get();
    await tunnel.start(settings.tunnel, address.port);
    await caretaker.start();
    log('info', 'receiver-listening', { url: address.url });
    return { address, fetch: parts.fetch, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  /** From the outside in: nothing new arrives, what was read is answered and stored, then the rest is put down. */
  async function stop(): Promise<void> {
    caretaker.stop();
    try {
      await receiver.stop();
      await httpSteps.stop();
      await processing.stop();
      await outbox.stop();
      await exports.stop();
      await tunnel.stop();
      await outages.settled();
      await addressChanges.settled();
    } finally {
      await core.close();
    }
  }
}

/**
 * Without its database the engine can promise nothing, and the next start goes on with what is on disk. Thrown outside of every promise,
 * where only the host's handler of uncaught faults hears it.
 */
function endProcess(error: unknown): void {
  setImmediate(() => {
    throw error;
  });
}

function assemble(
  options: EngineOptions,
  core: Core,
  hub: EventHub,
  newId: (prefix: string) => string,
  journal: Journal,
) {
  const { store, processing, reading, steering, deciding, erasing, importing, bulk } = core;
  const { clock, log, version, host, dataDir } = options;
  const newToken = () => randomBytes(24).toString('base64url');
  if (processing.isPaused()) log('warn', 'processing-paused', { reason: 'crash-loop' });
  const caretaker = new Caretaker({ store, hub, clock, log });
  const { gate } = caretaker;
  const onStored = (deliveries: readonly Delivery[]) => {
    for (const delivery of deliveries) hub.publish({ type: 'delivery', delivery, isNew: true });
    if (deliveries.some(({ outcome }) => outcome === null)) processing.poke();
  };
  const secrets = new WebhookSecrets(options);
  const secretsOf = async (webhookId: string) => {
    const { secret, verifyToken } = await secrets.of(webhookId);
    return { secrets: inUse(secret), verifyTokens: inUse(verifyToken) };
  };
  const storeSecret = async (webhookId: string, secret: string) => {
    await secrets.put(webhookId, 'secret', secret);
    hub.publish({ type: 'webhook', id: webhookId });
    await receiver.refresh();
  };
  const addressChanges = new AddressChanges({ store: store.addressChanges, hub, clock, log });
  const acceptBatch = async (deliveries: readonly NewDelivery[]) => {
    const accepted = await gate.acceptBatch(deliveries);
    addressChanges.arrived(deliveries);
    return accepted;
  };
  const bases = new KnownBases(() => receiver.url());
  const receiver = new Receiver({
    store: {
      webhooks: store.webhooks,
      deliveries: { acceptBatch, acceptedTimes: (since) => store.deliveries.acceptedTimes(since) },
    },
    clock,
    newId,
    newToken,
    secretsOf,
    storeSecret,
    bases: () => bases.list(),
    log,
    onStored,
    isOpen: () => gate.intake.state === 'open',
  });
  hub.subscribe(null, ({ event }) => {
    if (event.type !== 'delivery' || event.isNew) return;
    const { webhookId, receivedAt, answered, items } = event.delivery;
    // What was not answered 200 took no place either.
    if (items !== null && answered === 200) receiver.countItems(webhookId, Date.parse(receivedAt), items);
  });
  const outages = new Outages({ store: store.outages, hub, log, now: () => clock.now() });
  const tunnelTokens = new TunnelTokens(options);
  const tunnel = new Tunnel({
    clock,
    log,
    fetch,
    random: Math.random,
    relay: (options.relay ?? PUBLIC_RELAY).replace(/\/+$/, ''),
    keptName: keptNameIn(dataDir),
    tokenOf: (provider) => tunnelTokens.of(provider),
    searchPath: () => process.env.PATH ?? '',
    ngrokThread: options.ngrokThread ?? null,
    ngrokServer: null,
    isAllowed: options.tunnel,
    openProbe: () => receiver.openProbe(),
    onStatus: (status) => {
      bases.learn(status.url);
      outages.hear(status);
      addressChanges.hear(status);
      hub.publish({ type: 'tunnel', tunnel: status });
    },
  });
  const httpSteps = new HttpSteps({
    store,
    hub,
    clock,
    log,
    random: Math.random,
    send: guardedRequest,
    // A core that is gone needs no telling: its runs go on at the next start.
    onAnswer: () => void steering.poke().catch(() => undefined),
    isPaused: () => processing.isPaused(),
  });
  const accounts = new ChannelAccounts({ secrets: options.secrets, channels: store.channels, log });
  const accountOf = (channel: MessageChannel) => accounts.of(channel);
  const outside = { fetch, notify: options.notify ?? (() => false) };
  const reportsTo = async (channel: MessageChannel) =>
    reportBase(channel, await store.webhooks.list(), tunnel.status());
  const outbox = new Outbox({
    ...{ store, accountOf, reportsTo, ports: outside, hub, clock, random: Math.random, log },
    putBackDue: (id) => deciding.putBackDue(id),
    isPaused: () => processing.isPaused(),
  });
  const freeSpace = () => store.care.freeSpace();
  const exports = new ExportFiles({ dataDir, freeSpace, clock, hub, newId, log });
  const ports = { ...outside, now: () => clock.now() };
  const testing = { channels: store.channels, accountOf, ports, newId };
  const channels = {
    accounts,
    test: (channel: MessageChannel, to: string) => testChannel(channel, to, testing),
    followTest: (channel: MessageChannel) => followTest(channel, testing),
    restOf: (channel: MessageChannel) => outbox.restOf(channel),
  };
  const info = { version, startedAt: clock.now(), host, dataDir };
  const safety = {
    intake: () => gate.intake,
    pause: (isPaused: boolean) => gate.pause(isPaused),
    notices: () => caretaker.notices(),
    doubtedSince: () => caretaker.clockGuard.doubtedSince,
    confirmClock: () => caretaker.clockGuard.confirm(),
  };
  const running = {
    ...{ receiver, tunnel, safety },
    processing: {
      ...processing,
      // After crashes everything rests that could be their cause, not only the work on requests.
      resume() {
        processing.resume();
        httpSteps.poke();
        outbox.poke();
      },
    },
  };
  const api = createApi({
    store,
    reading,
    steering,
    deciding,
    erasing,
    importing,
    bulk,
    exports,
    secrets,
    tunnelTokens,
    addressChanges,
    channels,
    hub,
    clock,
    newId,
    newToken,
    fetch,
    ...running,
    info,
    log,
    journal,
  });
  return {
    receiver,
    tunnel,
    bases,
    outages,
    addressChanges,
    caretaker,
    httpSteps,
    outbox,
    exports,
    fetch: (request: Request) => api.fetch(request),
  };
}

const inUse = (secret: KeptSecret | null): string[] => (secret === null ? [] : [secret.value]);

async function notRunning(): Promise<Response> {
  const { sentence, next, status } = ERRORS.RECEIVER_UNAVAILABLE;
  const body: ErrorBody = { code: 'RECEIVER_UNAVAILABLE', message: sentence, next };
  return Response.json(body, { status });
}
