/**
 * Indexes the log for the search by text (LG2), behind the work on requests: only when there is nothing else to do, a few requests at a time
 * with a rest in between, so that what is accepted meanwhile does not wait. How far it got is stored with what it wrote, so it goes on after a crash, and an older log
 * is caught up with in the same way.
 */
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { Parsers } from '../formats/parse-body.ts';
import type { IndexedRequest, SearchWork } from '../store/port/search-store.ts';
import type { LocalStore } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import { type PrivateKeys, privatePaths } from './mask-private.ts';
import { Pace } from './pace.ts';
import { searchableValues } from './searchable-values.ts';
import { ContextCache, type WorkContext } from './work-context.ts';

/** What changed without a request (a contact renamed, a body deleted) is looked for so often; after a fault, others need the disk more. */
const AGAIN_MS = 10_000;
/** Between two slices: each holds the thread that stores requests, and costs an fsync of its own. So a full log is read at some hundred requests a second. */
const REST_MS = 100;

/** Between two steps of merging. Where there are sixteen pieces of a size FTS5 merges them all at once: in this time usually those of 256 slices at most. */
const LONGEST_REST_MS = 30_000;

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
  #stopped: boolean = false;
  #working: Promise<void> | null = null;
  #restUntil = Number.NEGATIVE_INFINITY;
  #mergeFrom = 0;
  /** Since it was last up to date. */
  #indexed = 0;
  #cancelPoke: () => void = () => undefined;

  constructor(options: SearchLoopOptions) {
    this.#options = options;
    this.#context = new ContextCache(options.store, options.hub);
  }

  /** There may be something to index. */
  poke(): void {
    const restMs = this.#restUntil - this.#options.clock.now();
    // A clock that was set back lets nobody wait longer.
    if (restMs > 0 && restMs <= REST_MS) this.#pokeIn(restMs);
    else this.#begin();
  }

  /** Resolves when everything that has its outcome is indexed. */
  async idle(): Promise<void> {
    do {
      this.#begin();
      await this.#working;
    } while (this.#indexed > 0 && this.#mayGoOn());
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelPoke();
    await this.#working;
    this.#context.close();
  }

  #begin(): void {
    if (this.#mayGoOn()) this.#working ??= this.#work();
  }

  /** One slice; the next one follows by itself while there is more. */
  async #work(): Promise<void> {
    const { clock, log, hub } = this.#options;
    let pauseMs = AGAIN_MS;
    try {
      const count = await this.#slice();
      if (count > 0) pauseMs = REST_MS;
      else if (this.#indexed > 0) hub.publish({ type: 'search' });
      this.#indexed = count === 0 ? 0 : this.#indexed + count;
    } catch (error) {
      this.#indexed = 0;
      log('error', 'search-interrupted', { ...whereItFailed(error), retryMs: AGAIN_MS });
    }
    this.#working = null;
    this.#restUntil = clock.now() + REST_MS;
    if (!this.#stopped) this.#pokeIn(pauseMs);
  }

  #pokeIn(ms: number): void {
    this.#cancelPoke();
    this.#cancelPoke = this.#options.clock.after(ms, () => this.poke());
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
    // Asked after `next`, so that what is made private from here on is queued for the slice after this one.
    const keys = new Set(await store.fields.privateKeys());
    const hidden = this.#hiddenPaths(keys);
    const requests: IndexedRequest[] = [];
    for (const one of work) requests.push(this.#read(one, context, await hidden(one)));
    await store.search.put(requests);
    this.#pace.learn(work.length, clock.now() - begun);
    await this.#merge();
    return work.length;
  }

  /**
   * A step for each slice is as much as slices need. Some hold the thread much longer than others, and are to be seen by few of those who send
   * meanwhile: 5 ms are nothing, 50 ms are followed by 5 s without, and 130 ms (a word that a million requests have) by 30 s.
   */
  async #merge(): Promise<void> {
    const begun = performance.now();
    if (this.#stopped || begun < this.#mergeFrom || !(await this.#options.store.search.merge())) return;
    const tookMs = performance.now() - begun;
    this.#mergeFrom = begun + Math.min(2 * tookMs ** 2, LONGEST_REST_MS);
  }

  /** The paths to what is private in a request, by today's configuration and by that which it was worked on with. Each is read once. */
  #hiddenPaths(keys: PrivateKeys): (work: SearchWork) => Promise<string[]> | string[] {
    const { webhooks } = this.#options.store;
    const known = new Map<string, Promise<string[]>>();
    const pathsOf = async (id: string, version: number | null): Promise<string[]> => {
      const present = await webhooks.get(id);
      const isOld = version !== null && version !== present?.version;
      const configs = [present?.config ?? null, isOld ? await webhooks.configAt(id, version) : null];
      return configs.flatMap((config) => (config === null ? [] : privatePaths(config, keys)));
    };
    return (work) => {
      if (keys.size === 0 || work.webhookId === null) return [];
      const key = `${work.webhookId} ${work.configVersion}`;
      const paths = known.get(key) ?? pathsOf(work.webhookId, work.configVersion);
      known.set(key, paths);
      return paths;
    };
  }

  /** A body at fault is found by its people alone. */
  #read(work: SearchWork, { webhooks }: WorkContext, hidden: readonly string[]): IndexedRequest {
    const { seq, webhookId } = work;
    const webhook = webhookId === null ? undefined : webhooks.get(webhookId);
    if (webhookId === null || webhook === undefined) return { seq, texts: null, hadBody: false };
    const { hasBody: hadBody, request } = work;
    if (!hadBody && request.query === '') return { seq, texts: [], hadBody };
    try {
      const { parser } = webhook.config;
      return { seq, texts: searchableValues(work, { parser, parsers: this.#options.parsers, hidden }), hadBody };
    } catch (error) {
      this.#options.log('error', 'search-unreadable', { ...whereItFailed(error) });
      return { seq, texts: [], hadBody };
    }
  }
}
