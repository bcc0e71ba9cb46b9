/**
 * Timers are rows: a run that waits for time is due at a stored moment, so neither a restart nor a clock that was set loses one or runs one
 * twice (SN1). After a pause many may be due at once: they go on a few at a time. The clock is looked at every few seconds, however long
 * the next wait is, because a computer that slept or was set wakes at another time than its timers think.
 */

import { usesPayload } from '#shared/flow/steps.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import { advanceRun } from '../flows/advance-run.ts';
import type { FlowContext } from '../flows/world.ts';
import type { DueRun, MovedRun, RunWork } from '../store/port/run-store.ts';
import type { LocalStore } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import { newsOfRun } from './news-of-run.ts';
import { readPayload } from './read-payload.ts';
import { ContextCache } from './work-context.ts';

/** Runs that go on at once, and how long until the next of them. */
const BATCH = 10;
const BATCH_MS = 1000;
const LONGEST_SLEEP_MS = 5000;
const RETRY_MS = 5000;

const FAULT = 'Something went wrong inside Fieldhook; the flow ended here. The details are in the log.';

export interface FlowLoopOptions {
  store: LocalStore;
  hub: Pick<EventHub, 'publish' | 'subscribe'>;
  clock: Clock;
  log: EngineLog;
  newId: (prefix: string) => string;
  /** Begins without working, until `resume`. */
  isPaused?: boolean;
}

export interface ManualWish {
  /** By its User Ns. */
  contact: string;
  isTry: boolean;
}

/** What came of a flow that was to be started by hand. */
export type ManualStart =
  | { kind: 'started'; run: string }
  | { kind: 'not-started'; sentence: string }
  | 'no-flow'
  | 'no-contact';

export class FlowLoop {
  readonly #options: FlowLoopOptions;
  readonly #context: ContextCache;
  #paused: boolean;
  #stopped: boolean = false;
  #poked: boolean = false;
  #working: Promise<void> | null = null;
  #wake: () => void = () => undefined;
  /** After a full batch nothing goes on before this, however often it is poked. */
  #restUntil = 0;

  constructor(options: FlowLoopOptions) {
    this.#options = options;
    this.#context = new ContextCache(options.store, options.hub);
    this.#paused = options.isPaused ?? false;
  }

  resume(): void {
    this.#paused = false;
    this.poke();
  }

  /** A run may be due, or wait for an earlier moment than the others. */
  poke(): void {
    this.#poked = true;
    this.#wake();
    if (!this.#stopped && !this.#paused) this.#working ??= this.#work();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#working;
    this.#context.close();
  }

  /** Starts a flow by hand for a contact, for real or as a try. */
  async start(key: string, { contact, isTry }: ManualWish): Promise<ManualStart> {
    const { store, clock, newId, log } = this.#options;
    const context = await this.#flowContext(null);
    const plan: RunWork['plan'] = (situation) => advanceRun(situation, context);
    const wish = { key, item: 0, plan, contact, isTry, startKey: newId('hand') };
    const started = await store.runs.start(wish, clock.now());
    switch (started.kind) {
      case 'started':
        this.#tell([started.run]);
        this.poke();
        return { kind: 'started', run: started.run.id };
      case 'failed':
        log('error', 'flow-failed', { run: started.run.id, ...whereItFailed(started.error) });
        this.#tell([started.run]);
        return { kind: 'started', run: started.run.id };
      case 'not-started':
        return started;
      default:
        return started.kind;
    }
  }

  /** Goes on at once with a run that waits for time or for the owner. */
  async goOn(id: string): Promise<'moved' | 'not-found' | 'not-waiting'> {
    const { store, clock } = this.#options;
    const run = await store.runs.waiting(id);
    if (typeof run === 'string') return run;
    const moved = await store.runs.advance([await this.#prepare(run, true)], clock.now());
    this.#tell(moved);
    this.poke();
    return moved.length > 0 ? 'moved' : 'not-waiting';
  }

  async #work(): Promise<void> {
    while (this.#poked && !this.#stopped && !this.#paused) {
      this.#poked = false;
      let sleep = await this.#tryRound();
      while (sleep !== null && !this.#stopped && !this.#poked) {
        await this.#sleep(sleep);
        sleep = this.#stopped ? null : await this.#tryRound();
      }
    }
    this.#working = null;
  }

  async #tryRound(): Promise<number | null> {
    try {
      return await this.#round();
    } catch (error) {
      this.#options.log('error', 'flows-interrupted', { ...whereItFailed(error), retryMs: RETRY_MS });
      return RETRY_MS;
    }
  }

  /** Moves what is due. Resolves to how long nothing will be (ms), null where nothing waits for time. */
  async #round(): Promise<number | null> {
    const { store, clock } = this.#options;
    const rest = this.#restUntil - clock.now();
    if (rest > 0 && rest <= BATCH_MS) return rest;
    const due = await store.runs.due(clock.now(), BATCH);
    const work: RunWork[] = [];
    for (const run of due) work.push(await this.#prepare(run, false));
    if (work.length > 0) this.#tell(await store.runs.advance(work, clock.now()));
    if (due.length === BATCH) {
      this.#restUntil = clock.now() + BATCH_MS;
      return BATCH_MS;
    }
    const next = await store.runs.nextDue();
    return next === null ? null : Math.min(Math.max(0, next - clock.now()), LONGEST_SLEEP_MS);
  }

  async #prepare(run: DueRun, byOwner: boolean): Promise<RunWork> {
    const context = await this.#flowContext(run);
    return {
      id: run.id,
      step: run.step,
      plan: (situation) => advanceRun(situation, context, byOwner),
      onFault: (error) => {
        this.#options.log('error', 'flow-failed', { run: run.id, ...whereItFailed(error) });
        return FAULT;
      },
    };
  }

  async #flowContext(run: DueRun | null): Promise<FlowContext> {
    const { fields, settings } = await this.#context.read();
    const isNeeded = run !== null && usesPayload(run.config);
    const payload = isNeeded ? await readPayload(this.#options.store, run.deliveryId, run.item) : undefined;
    return { fields, settings, payload };
  }

  #tell(moved: readonly MovedRun[]): void {
    const { hub } = this.#options;
    for (const run of moved) {
      for (const event of newsOfRun(run)) hub.publish(event);
      hub.publish({ type: 'contact', userNs: run.contact });
    }
  }

  async #sleep(ms: number): Promise<void> {
    if (this.#stopped || this.#poked) return;
    await new Promise<void>((resolve) => {
      const cancel = this.#options.clock.after(ms, resolve);
      this.#wake = () => {
        cancel();
        resolve();
      };
    });
  }
}
