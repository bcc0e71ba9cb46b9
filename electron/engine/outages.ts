import type { TunnelStatus } from '#shared/contract/health.ts';
import type { EngineLog } from './engine.ts';
import type { EventHub } from './events.ts';
import type { OutageStore } from './store/port/outage-store.ts';

export interface OutagesOptions {
  store: OutageStore;
  hub: Pick<EventHub, 'publish'>;
  log: EngineLog;
  now: () => number;
}

/**
 * Writes down when nothing could arrive from the internet. An outage begins with the last answer that came through, since nobody knows what
 * was sent after it; one unanswered question that is answered when it is asked again is none. An address that never worked, or that the owner
 * closed or changed, was not lost.
 */
export class Outages {
  readonly #options: OutagesOptions;
  /** The address that works and when that was last seen; null while none does. */
  #working: { url: string; at: number } | null = null;
  /** Why nothing comes through at the moment; null where nobody has said. */
  #reason: string | null = null;
  /** Whether what was open in the store has been ended since the address was last lost, or since the start. */
  #isChecked: boolean = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: OutagesOptions) {
    this.#options = options;
  }

  /** Hears of every status, in their order. */
  hear({ state, url, provider, sentence, checkedAt }: TunnelStatus): void {
    switch (state) {
      case 'ready':
        if (url === null) return;
        this.#working = { url, at: checkedAt === null ? this.#options.now() : Date.parse(checkedAt) };
        this.#reason = null;
        if (!this.#isChecked) this.#end(url);
        this.#isChecked = true;
        return;
      case 'retrying':
        this.#reason = sentence;
        return;
      case 'alarm':
        this.#reason = sentence;
        this.#begin(provider);
        return;
      case 'starting':
        // Without a reason it is the owner's new choice.
        if (this.#reason === null) this.#working = null;
        else this.#begin(provider);
        return;
      case 'off':
        this.#working = null;
        this.#reason = null;
        this.#isChecked = true;
        this.#end(null);
    }
  }

  /** Resolves when everything that was heard is on disk. */
  settled(): Promise<void> {
    return this.#writing;
  }

  #begin(provider: TunnelStatus['provider']): void {
    const [working, sentence] = [this.#working, this.#reason];
    if (working === null || sentence === null) return;
    this.#working = null;
    this.#isChecked = false;
    this.#write((store) => store.begin({ provider, lostUrl: working.url, sentence, from: working.at }));
  }

  #end(url: string | null): void {
    const at = this.#working?.at ?? this.#options.now();
    this.#write((store) => store.end(url, at));
  }

  /** One after the other. What cannot be written is only missing in a list: the tunnel goes on. */
  #write(work: (store: OutageStore) => Promise<boolean>): void {
    const { store, hub, log } = this.#options;
    this.#writing = this.#writing
      .then(() => work(store))
      .then((hasChanged) => hasChanged && hub.publish({ type: 'health' }))
      .then(
        () => undefined,
        () => log('warn', 'outage-not-noted', {}),
      );
  }
}
