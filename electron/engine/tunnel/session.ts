import type { TunnelStatus } from '#shared/contract/health.ts';
import type { Clock } from '../clock.ts';
import type { EngineLog } from '../engine.ts';
import type { Probe } from '../probe.ts';
import { askThrough, type Verdict } from './ask-through.ts';
import { backoffMs } from './backoff.ts';
import type { Fetch } from './network.ts';
import { type OpenRequest, type OpenTunnel, type Provider, TunnelFault } from './provider.ts';
import { sleep, whenAborted } from './waiting.ts';

const OPEN_TIMEOUT_MS = 15_000;
/** With the next one, what a silent loss takes to be noticed: under 30 s. TN3 says every 30 s, which would be 30 s and the time-out. */
const PROBE_TIMEOUT_MS = 8_000;
const PROBE_EVERY_MS = 20_000;
/** How soon after an unanswered question it is asked again. */
const PROBE_AGAIN_MS = 5_000;
const SILENCES_UNTIL_LOST = 2;
/** What goes by itself is waited for as after so many failures at most, 4 s: it must not take the minute in which what is back is found. */
const BRIEF_FAILURES = 3;

export interface SessionOptions {
  clock: Clock;
  log: EngineLog;
  fetch: Fetch;
  /** In [0, 1). */
  random: () => number;
  openProbe: () => Probe;
  onStatus: (status: TunnelStatus) => void;
}

export type OpenableProvider = Provider & { open: (request: OpenRequest) => Promise<OpenTunnel> };

/** How one opening ended: why, in a sentence for the owner, whether it had worked, and whether what stood in its way goes by itself. */
interface Ending {
  sentence: string;
  wasReady: boolean;
  isBrief?: boolean;
}

/** Keeps one provider's tunnel open until it is told to end: open, watch, and after a loss wait and open again. */
export class TunnelSession {
  readonly #provider: OpenableProvider;
  readonly #port: number;
  readonly #options: SessionOptions;
  readonly #signal: AbortSignal;
  #url: string | null = null;
  #checkedAt: number | null = null;
  /** Aborts when nothing is to be waited for any longer. */
  #hurried = new AbortController();
  /** Set when a stranger answers at our address, until an answer of ours comes back through it. */
  #alarm: string | null = null;

  constructor(provider: OpenableProvider, port: number, options: SessionOptions, signal: AbortSignal) {
    this.#provider = provider;
    this.#port = port;
    this.#options = options;
    this.#signal = signal;
  }

  /** Resolves soon after the signal aborts, whatever the provider does; never rejects. */
  async run(): Promise<void> {
    const { log, random } = this.#options;
    let failures = 0;
    while (!this.#signal.aborted) {
      this.#say('starting', 'The public address is being opened.');
      const { sentence, wasReady, isBrief = false } = await this.#openOnce();
      if (this.#signal.aborted) return;
      failures = wasReady ? 1 : failures + 1;
      if (isBrief) failures = Math.min(failures, BRIEF_FAILURES);
      const retryMs = backoffMs(failures, random());
      // Once an outage; the status tells the rest.
      if (failures === 1) log('warn', 'tunnel-down', { provider: this.#provider.name, sentence });
      this.#say('retrying', sentence, retryMs);
      await this.#wait(retryMs, this.#signal);
    }
  }

  /** What is being waited for happens now. */
  hurry(): void {
    this.#hurried.abort();
    this.#hurried = new AbortController();
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return sleep(this.#options.clock, ms, AbortSignal.any([signal, this.#hurried.signal]));
  }

  async #openOnce(): Promise<Ending> {
    const lost = new AbortController();
    try {
      const opened = await this.#open((sentence) => lost.abort(new TunnelFault(sentence)));
      try {
        return await this.#watch(opened, AbortSignal.any([this.#signal, lost.signal]));
      } finally {
        opened.close();
      }
    } catch (error) {
      return { sentence: sentenceOf(error), wasReady: false, isBrief: error instanceof TunnelFault && error.isBrief };
    }
  }

  /** Gives up on a provider that comes to no end, and closes what it may still open afterwards. */
  async #open(onLost: (sentence: string) => void): Promise<OpenTunnel> {
    const overdue = new AbortController();
    const signal = AbortSignal.any([overdue.signal, this.#signal]);
    const cancel = this.#options.clock.after(OPEN_TIMEOUT_MS, () =>
      overdue.abort(new TunnelFault('The public address could not be opened within 15 seconds.')),
    );
    const opening = this.#provider.open({ port: this.#port, signal, onLost });
    opening.then(
      (opened) => signal.aborted && opened.close(),
      () => undefined,
    );
    try {
      return await Promise.race([opening, whenAborted(signal)]);
    } finally {
      cancel();
    }
  }

  /** Asks again and again through the address until it is lost or `signal` aborts. */
  async #watch({ url, remark }: OpenTunnel, signal: AbortSignal): Promise<Ending> {
    this.#url = url;
    let wasReady = false;
    let silences = 0;
    while (!signal.aborted) {
      const verdict = await this.#ask(url, signal);
      if (signal.aborted) break;
      if (verdict === 'ours') {
        if (!wasReady) this.#options.log('info', 'tunnel-ready', { provider: this.#provider.name, url });
        wasReady = true;
        silences = 0;
        this.#alarm = null;
        this.#say('ready', [`Requests from the internet arrive at ${url}.`, remark].filter(Boolean).join(' '));
        await this.#wait(PROBE_EVERY_MS, signal);
      } else if (verdict === 'foreign') {
        this.#alarm = `Somebody else answers at ${url}. Requests that are sent there can end up with a stranger.`;
        return { sentence: this.#alarm, wasReady };
      } else {
        silences += 1;
        const sentence =
          verdict === 'interstitial'
            ? `At ${url} the relay shows a page of its own instead of passing requests on.`
            : `Nothing comes through ${url}.`;
        if (silences === SILENCES_UNTIL_LOST) return { sentence, wasReady };
        this.#say('retrying', sentence, PROBE_AGAIN_MS);
        await this.#wait(PROBE_AGAIN_MS, signal);
      }
    }
    return { sentence: sentenceOf(signal.reason), wasReady };
  }

  async #ask(url: string, signal: AbortSignal): Promise<Verdict> {
    const { clock, fetch, openProbe } = this.#options;
    const probe = openProbe();
    const overdue = new AbortController();
    const cancel = clock.after(PROBE_TIMEOUT_MS, () => overdue.abort());
    try {
      return await askThrough(url, probe, { fetch, signal: AbortSignal.any([overdue.signal, signal]) });
    } finally {
      cancel();
      probe.close();
      this.#checkedAt = clock.now();
    }
  }

  /** An alarm stays on the screen while the tunnel is opened again. */
  #say(state: 'starting' | 'ready' | 'retrying', sentence: string, nextTryInMs: number | null = null): void {
    const { name, promise } = this.#provider;
    this.#options.onStatus({
      state: this.#alarm === null ? state : 'alarm',
      provider: name,
      url: this.#url,
      sentence: this.#alarm ?? sentence,
      promise,
      nextTryAt: nextTryInMs === null ? null : instant(this.#options.clock.now() + nextTryInMs),
      checkedAt: this.#checkedAt === null ? null : instant(this.#checkedAt),
    });
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof TunnelFault ? error.message : 'The public address could not be opened.';
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
