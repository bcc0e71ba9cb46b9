/**
 * The queue is the table: what was accepted and has no outcome yet is worked on in order of arrival (PR1), from start-up on, so a crash
 * costs nothing but time. A delivery's contact, fields and outcome are one transaction in the store. A delivery at fault is settled as
 * `failed` and does not hold up the others (PR3); a store at fault is asked again, later and later. Between slices the event loop is
 * free, so that accepting goes on under any backlog.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import { PARSERS, type ParsedPayload, type Parsers, parseBody } from '../formats/parse-body.ts';
import type { PendingDelivery } from '../store/port/delivery-store.ts';
import type { SettledDelivery, SettledItems, SettleWork } from '../store/port/work-store.ts';
import type { LocalStore } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import { decideForWebhook } from './decide-for-webhook.ts';
import { type DriftLearner, DriftWatch } from './drift-watch.ts';
import { failedSettlement } from './failed-settlement.ts';
import { newsOfRun } from './news-of-run.ts';
import { Pace } from './pace.ts';
import { ContextCache, type WorkContext } from './work-context.ts';

const FIRST_RETRY_MS = 100;
/** A disk that works again is noticed within 5 s (TRUST). */
const LAST_RETRY_MS = 4_000;
/** Of the contacts and conflicts of one request. */
const MOST_NEWS = 50;

export interface ProcessOptions {
  store: LocalStore;
  /** Where finished work is told, and where changes of webhooks, fields and settings are heard of. */
  hub: Pick<EventHub, 'publish' | 'subscribe'>;
  clock: Clock;
  log: EngineLog;
  /** Hears that a request started a flow. */
  onRun?: () => void;
  /** What is known of the rows of each webhook; one of its own unless told. */
  drift?: DriftWatch;
  /** Hears that there is nothing more to do for now. */
  onIdle?: () => void;
  /** The parsing rules that there are; the product's unless told. */
  parsers?: Parsers;
  /** Begins without working, until `resume`. */
  isPaused?: boolean;
}

export class ProcessLoop {
  readonly #options: ProcessOptions;
  readonly #context: ContextCache;
  readonly #drift: DriftWatch;
  readonly #pace = new Pace();
  #working: Promise<void> | null = null;
  #poked: boolean = false;
  #stopped: boolean = false;
  #paused: boolean;
  #faults = 0;
  #wake: () => void = () => undefined;

  constructor(options: ProcessOptions) {
    this.#options = options;
    this.#context = new ContextCache(options.store, options.hub);
    this.#drift = options.drift ?? new DriftWatch(options.store);
    this.#paused = options.isPaused ?? false;
  }

  /** Whether what arrives is only stored. */
  isPaused(): boolean {
    return this.#paused;
  }

  resume(): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#options.log('info', 'processing-resumed');
    this.poke();
  }

  /** There may be something to do. */
  poke(): void {
    this.#poked = true;
    if (!this.#stopped && !this.#paused) this.#working ??= this.#work();
  }

  isWorking(): boolean {
    return this.#working !== null;
  }

  /** Resolves when everything that was accepted before the call has its outcome. */
  async idle(): Promise<void> {
    this.poke();
    while (this.#working !== null) await this.#working;
  }

  /** Ends after the slice under way; the rest waits on disk for the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#working;
    this.#context.close();
  }

  async #work(): Promise<void> {
    while (this.#poked && !this.#stopped) {
      this.#poked = false;
      let isMore = true;
      while (isMore && !this.#stopped) {
        isMore = await this.#trySlice();
        await nextTurn();
      }
    }
    this.#working = null;
    this.#options.onIdle?.();
  }

  /** Works on the next few deliveries. Resolves to whether there may be more. */
  async #trySlice(): Promise<boolean> {
    try {
      const isMore = await this.#slice();
      this.#faults = 0;
      return isMore;
    } catch (error) {
      this.#faults += 1;
      this.#drift.forget();
      const retryMs = Math.min(LAST_RETRY_MS, FIRST_RETRY_MS * 2 ** (this.#faults - 1));
      this.#options.log('error', 'process-interrupted', { ...whereItFailed(error), retryMs });
      await this.#sleep(retryMs);
      return true;
    }
  }

  async #slice(): Promise<boolean> {
    const { store, clock } = this.#options;
    const pending = await store.deliveries.pending(this.#pace.size);
    if (pending.length === 0) return false;
    const context = await this.#context.read();
    const begun = clock.now();
    const work: SettleWork[] = [];
    for (const delivery of pending) {
      const learner = delivery.isReal ? await this.#drift.learner(delivery.webhookId) : null;
      work.push(this.#prepare(delivery, context, learner));
    }
    this.#publish(await store.deliveries.settle(work, clock.now()));
    this.#pace.learn(pending.length, clock.now() - begun);
    return true;
  }

  /** Reads the body, which needs no transaction; the decision is made inside it. */
  #prepare(delivery: PendingDelivery, context: WorkContext, learner: DriftLearner | null): SettleWork {
    const { seq, id, webhookId } = delivery;
    const onFault = (error: unknown) => {
      this.#options.log('error', 'delivery-failed', { delivery: id, ...whereItFailed(error) });
      return failedSettlement();
    };
    const webhook = context.webhooks.get(webhookId);
    const parsed = webhook && tryParse(delivery, webhook.config.parser, this.#options.parsers);
    const decide: SettleWork['decide'] = (people, decidedBefore) => {
      if (parsed?.ok === false) throw parsed.error;
      if (learner === null) return decideForWebhook(webhook, parsed?.payload, context, people, decidedBefore);
      return learner((histories) => {
        const watch = { histories, flows: context.flows };
        return decideForWebhook(webhook, parsed?.payload, { ...context, watch }, people, decidedBefore);
      });
    };
    return { seq, decide, onFault };
  }

  #publish(settled: readonly SettledDelivery[]): void {
    const { hub } = this.#options;
    for (const { delivery, contactUserNs, conflictId, run, flowFault, reported, items } of settled) {
      hub.publish({ type: 'delivery', delivery, isNew: false });
      if (conflictId !== null) hub.publish({ type: 'conflict', id: conflictId });
      if (contactUserNs !== null) hub.publish({ type: 'contact', userNs: contactUserNs });
      for (const { id, contact, state } of reported) {
        hub.publish({ type: 'message', id, contact: contact?.userNs ?? null, state });
      }
      if (items !== undefined) this.#publishItems(items);
      this.#publishRun({ run, flowFault });
    }
  }

  /** News of hundreds of them at once would only push older news out: to ask again is cheaper for everybody. */
  #publishItems({ contacts, conflicts, runs }: SettledItems): void {
    const { hub } = this.#options;
    const isTold = contacts.length + conflicts.length <= MOST_NEWS;
    if (!isTold) hub.publish({ type: 'reset' });
    else {
      for (const id of conflicts) hub.publish({ type: 'conflict', id });
      for (const userNs of contacts) hub.publish({ type: 'contact', userNs });
    }
    for (const started of runs) this.#publishRun(started, isTold);
  }

  #publishRun({ run, flowFault }: Pick<SettledDelivery, 'run' | 'flowFault'>, isTold = true): void {
    const { hub, log, onRun } = this.#options;
    if (run === null) return;
    if (isTold) for (const event of newsOfRun(run)) hub.publish(event);
    if (flowFault !== undefined) log('error', 'flow-failed', { run: run.id, ...whereItFailed(flowFault) });
    onRun?.();
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#stopped) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}

function tryParse(
  delivery: PendingDelivery,
  version: number,
  parsers: Parsers = PARSERS,
): { ok: true; payload: ParsedPayload } | { ok: false; error: unknown } {
  try {
    return { ok: true, payload: parseBody(delivery, version, parsers) };
  } catch (error) {
    return { ok: false, error };
  }
}
