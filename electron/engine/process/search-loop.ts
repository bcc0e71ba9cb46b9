/**
 * Indexes the log for the search by text (LG2), behind the work on requests: only when there is nothing else to do, a few requests at a time,
 * so that what is accepted meanwhile does not wait. How far it got is stored with what it wrote, so it goes on after a crash, and an older log
 * is caught up with in the same way.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { Parsers } from '../formats/parse-body.ts';
import type { IndexedRequest, LocalStore, SearchWork } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import { Pace } from './pace.ts';
import { searchableValues } from './searchable-values.ts';
import { ContextCache, type WorkContext } from './work-context.ts';

/** What changed without a request (a contact renamed, a body deleted) is looked for so often; after a fault, others need the disk more. */
const AGAIN_MS = 10_000;

export interface SearchLoopOptions {
  store: LocalStore;
  hub: Pick<EventHub, 'publish' | 'subscribe'>;
  clock: Clock;
  log: EngineLog;
  /** Whether there is work that goes first; `poke` follows when it is done. */
  isBusy: () => boolean;
  parsers?: Parsers;
}

export class SearchLoop {
  readonly #options: SearchLoopOptions;
  readonly #context: ContextCache;
  readonly #pace = new Pace();
  #poked: boolean = false;
  #stopped: boolean = false;
  #working: Promise<void> | null = null;
  #cancelPoke: () => void = () => undefined;

  constructor(options: SearchLoopOptions) {
    this.#options = options;
    this.#context = new ContextCache(options.store, options.hub);
  }

  /** There may be something to index. */
  poke(): void {
    this.#poked = true;
    if (!this.#stopped && !this.#options.isBusy()) this.#working ??= this.#work();
  }

  /** Resolves when everything that has its outcome is indexed. */
  async idle(): Promise<void> {
    this.poke();
    while (this.#working !== null) await this.#working;
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelPoke();
    await this.#working;
    this.#context.close();
  }

  async #work(): Promise<void> {
    const { log, hub } = this.#options;
    let indexed = 0;
    try {
      while (this.#poked && !this.#stopped) {
        this.#poked = false;
        for (let isMore = true; isMore && this.#mayGoOn(); await nextTurn()) {
          const count = await this.#slice();
          indexed += count;
          isMore = count > 0;
        }
      }
    } catch (error) {
      log('error', 'search-interrupted', { ...whereItFailed(error), retryMs: AGAIN_MS });
    }
    if (!this.#stopped) this.#pokeLater();
    this.#working = null;
    if (indexed > 0) hub.publish({ type: 'search' });
  }

  #pokeLater(): void {
    this.#cancelPoke();
    this.#cancelPoke = this.#options.clock.after(AGAIN_MS, () => this.poke());
  }

  #mayGoOn(): boolean {
    return !this.#stopped && !this.#options.isBusy();
  }

  async #slice(): Promise<number> {
    const { store, clock } = this.#options;
    const context = await this.#context.read();
    const begun = clock.now();
    const work = await store.search.next(this.#pace.size);
    if (work.length === 0) return 0;
    await store.search.put(work.map((one) => this.#read(one, context)));
    this.#pace.learn(work.length, clock.now() - begun);
    return work.length;
  }

  /** A body at fault is found by its people alone. */
  #read(work: SearchWork, { webhooks }: WorkContext): IndexedRequest {
    const { seq, webhookId } = work;
    const webhook = webhookId === null ? undefined : webhooks.get(webhookId);
    if (webhookId === null || webhook === undefined) return { seq, texts: null };
    if (!work.hasBody && work.request.query === '') return { seq, texts: [] };
    try {
      return { seq, texts: searchableValues(work, webhook.config.parser, this.#options.parsers) };
    } catch (error) {
      this.#options.log('error', 'search-unreadable', { ...whereItFailed(error) });
      return { seq, texts: [] };
    }
  }
}
