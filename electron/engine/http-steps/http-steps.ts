import { localFormOf } from '#shared/local-form/local-form.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { EventHub } from '../events.ts';
import type { ClaimedRequest } from '../store/port/run-store.ts';
import type { Store } from '../store/store.ts';
import { whereItFailed } from '../where-it-failed.ts';
import type { GuardedAnswer, GuardedRequest, GuardOptions } from './guarded-request.ts';
import { requestEnd } from './request-end.ts';
import { RestingHosts } from './resting-hosts.ts';

/** Requests under way at once; each ends within 30 s. */
const AT_ONCE = 16;
const LONGEST_SLEEP_MS = 30_000;
const RETRY_MS = 5000;

export interface HttpStepsOptions {
  store: Pick<Store, 'runs' | 'settings'>;
  hub: Pick<EventHub, 'subscribe'>;
  clock: Clock;
  log: EngineLog;
  random: () => number;
  send: (request: GuardedRequest, options: GuardOptions) => Promise<GuardedAnswer>;
  /** A run has its answer and may go on. */
  onAnswer: () => void;
  /** Whether nothing may be done now; `poke` follows when that is over. */
  isPaused: () => boolean;
}

/**
 * Sends the requests of HTTP steps, which wait as rows. Each is marked on disk before its first byte leaves, so that one which was under way in a crash
 * is never sent a second time (SN4), unless whoever is asked recognises it. A host in trouble, or one that asks to wait, is left alone for a while; the
 * others are not.
 */
export class HttpSteps {
  readonly #options: HttpStepsOptions;
  readonly #open = new Set<Promise<void>>();
  readonly #hosts = new RestingHosts();
  #unsubscribe: () => void = () => undefined;
  #cancel: () => void = () => undefined;
  #working: Promise<void> | null = null;
  #again: boolean = false;
  #stopped: boolean = false;
  readonly #closing = new AbortController();

  constructor(options: HttpStepsOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { store, hub, clock, log, onAnswer } = this.#options;
    const abandoned = await store.runs.abandonRequests(clock.now());
    if (abandoned > 0) {
      log('warn', 'http-steps-interrupted', { requests: abandoned });
      onAnswer();
    }
    this.#unsubscribe = hub.subscribe(null, ({ event }) => {
      // A flow that was put back goes on with the requests that it had.
      if ((event.type === 'run' && event.state === 'waiting') || event.type === 'flow') this.poke();
    });
    this.poke();
  }

  /** There may be a request to send. */
  poke(): void {
    this.#again = true;
    if (!this.#stopped && !this.#options.isPaused()) this.#working ??= this.#work();
  }

  /** Nothing new is sent, and what is under way is cut short and told as what it then is. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#unsubscribe();
    this.#cancel();
    await this.#working;
    this.#closing.abort();
    await Promise.all(this.#open);
  }

  /** Resolves when nothing is under way. */
  async idle(): Promise<void> {
    while (this.#working !== null || this.#open.size > 0) await Promise.all([this.#working, ...this.#open]);
  }

  async #work(): Promise<void> {
    this.#cancel();
    while (this.#again && !this.#stopped) {
      this.#again = false;
      await this.#round().catch((error: unknown) => {
        this.#options.log('error', 'http-steps-interrupted', whereItFailed(error));
        this.#wakeIn(RETRY_MS);
      });
    }
    this.#working = null;
  }

  async #round(): Promise<void> {
    const { store, clock } = this.#options;
    const free = AT_ONCE - this.#open.size;
    if (free > 0) {
      const settings = await store.settings.get();
      const now = clock.now();
      const rests = this.#hosts.at(now, localFormOf(settings));
      const claimed = await store.runs.claimRequests(now, free, rests);
      for (const request of claimed) this.#send(request, settings.allowedHosts);
    }
    const next = await store.runs.nextRequestAt();
    if (next === null) return;
    // What is due still waits for a place: the end of a request pokes.
    const least = this.#open.size > 0 ? RETRY_MS : 1;
    const wait = next - clock.now();
    this.#wakeIn(wait > 0 ? Math.min(wait, LONGEST_SLEEP_MS) : least);
  }

  #send(request: ClaimedRequest, allowedHosts: readonly string[]): void {
    const sending = this.#try(request, allowedHosts)
      .catch((error: unknown) => this.#options.log('error', 'http-step-failed', whereItFailed(error)))
      .finally(() => {
        this.#open.delete(sending);
        this.poke();
      });
    this.#open.add(sending);
  }

  async #try(request: ClaimedRequest, allowedHosts: readonly string[]): Promise<void> {
    const { store, clock, random, send, onAnswer } = this.#options;
    const answer = await send(withKey(request), { allowedHosts, signal: this.#closing.signal });
    this.#hosts.learn(request.url, answer, clock.now());
    const end = requestEnd(answer, request, clock.now(), random());
    await store.runs.finishRequest(request.id, end, clock.now());
    if (end.state !== 'again') onAnswer();
  }

  #wakeIn(ms: number): void {
    this.#cancel();
    if (!this.#stopped) this.#cancel = this.#options.clock.after(ms, () => this.poke());
  }
}

/** The same key with every try: a host that knows the header takes the request once. The owner's own key stays. */
function withKey({ id, method, url, headers, body, canRepeat }: ClaimedRequest): GuardedRequest {
  const isKeyed = headers.some(({ name }) => name.toLowerCase() === 'idempotency-key');
  const needsNone = method === 'GET' && !canRepeat;
  const key = isKeyed || needsNone ? [] : [{ name: 'idempotency-key', value: id }];
  return { method, url, headers: [...headers, ...key], body };
}
