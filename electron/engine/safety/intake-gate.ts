import type { Intake } from '#shared/contract/health.ts';
import { DEFAULT_LOCALE, localeOf } from '#shared/local-form/local-form.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';
import { decideIntake, OPEN } from './decide-intake.ts';

/** Commits older than this say nothing about the disk as it is now; so a closed gate opens again. */
const REMEMBERED_MS = 60_000;
const REMEMBERED = 1000;

/** Whether requests are taken. Between two looks the answer is a field, since it is asked for at every request. */
export class IntakeGate {
  readonly #clock: Clock;
  readonly #care: Pick<Store['care'], 'isInPlace' | 'freeSpace'>;
  readonly #deliveries: Pick<Store['deliveries'], 'acceptBatch' | 'pendingCount'>;
  readonly #settings: Store['settings'];
  readonly #onChange: (intake: Intake) => void;
  #commits: { at: number; ms: number }[] = [];
  #intake: Intake = OPEN;
  #isPaused = false;

  constructor(
    clock: Clock,
    store: Pick<Store, 'care' | 'deliveries' | 'settings'>,
    onChange: (intake: Intake) => void,
  ) {
    this.#clock = clock;
    this.#care = store.care;
    this.#deliveries = store.deliveries;
    this.#settings = store.settings;
    this.#onChange = onChange;
  }

  get intake(): Intake {
    return this.#intake;
  }

  /** Closes or opens at the owner’s wish; when it resolves, the next request meets the new state. Not kept: a start takes requests. */
  async pause(isPaused: boolean): Promise<void> {
    this.#isPaused = isPaused;
    await this.look();
  }

  /** Stores as the store does, and learns from it: how long it took, and at once when it failed. */
  readonly acceptBatch: Store['deliveries']['acceptBatch'] = async (batch) => {
    const begun = this.#clock.now();
    try {
      return await this.#deliveries.acceptBatch(batch);
    } catch (error) {
      void this.look();
      throw error;
    } finally {
      const at = this.#clock.now();
      this.#commits.push({ at, ms: at - begun });
      if (this.#commits.length > REMEMBERED) this.#commits.shift();
    }
  };

  /** Looks at the machine and opens or closes. Never rejects: what cannot be asked about is no reason to turn senders away. */
  async look(): Promise<void> {
    const [isInPlace, space, pending, locale] = await Promise.all([
      this.#care.isInPlace(),
      this.#care.freeSpace(),
      this.#deliveries.pendingCount().catch(() => 0),
      this.#settings.get().then(
        ({ country }) => localeOf(country),
        () => DEFAULT_LOCALE,
      ),
    ]);
    const since = this.#clock.now() - REMEMBERED_MS;
    this.#commits = this.#commits.filter(({ at }) => at > since);
    const before = this.#intake.reason;
    const commitsMs = this.#commits.map(({ ms }) => ms);
    this.#intake = decideIntake({ isInPlace, isPaused: this.#isPaused, space, pending, commitsMs }, locale);
    if (this.#intake.reason !== before) this.#onChange(this.#intake);
  }
}
