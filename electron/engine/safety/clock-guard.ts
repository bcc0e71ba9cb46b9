import type { Clock } from '../clock.ts';
import type { Store } from '../store/store.ts';

const DAY_MS = 86_400_000;
/** A computer that was off for a holiday is no reason to ask. */
export const FARTHEST_AHEAD_MS = 30 * DAY_MS;

/** Whether the clock has gone further ahead than it should be believed without asking. Times in ms since 1970. */
export function isFarAhead(now: number, believed: number | null): boolean {
  return believed !== null && now - believed > FARTHEST_AHEAD_MS;
}

/**
 * What is old is told by the clock of the computer. One that jumps ahead (a wrong date, an empty battery) would have everything deleted, so it is
 * compared with when it was last believed, and the owner is asked. One that goes back only keeps things longer, and is followed.
 */
export class ClockGuard {
  readonly #clock: Clock;
  readonly #care: Pick<Store['care'], 'believedClock' | 'believeClock'>;
  readonly #onChange: () => void;
  #believed: number | null = null;
  #isDoubted: boolean = false;

  constructor(clock: Clock, care: Pick<Store['care'], 'believedClock' | 'believeClock'>, onChange: () => void) {
    this.#clock = clock;
    this.#care = care;
    this.#onChange = onChange;
  }

  /** When a clock that is doubted now was last believed (ms since 1970); null while it is believed. */
  get doubtedSince(): number | null {
    return this.#isDoubted ? this.#believed : null;
  }

  /** To be called once, before the rounds. */
  async start(): Promise<void> {
    this.#believed = await this.#care.believedClock();
    if (this.#believed === null) await this.#believe(this.#clock.now());
    this.look();
  }

  /** Whether the clock says something else than a moment ago; costs nothing. */
  look(): void {
    const isDoubted = isFarAhead(this.#clock.now(), this.#believed);
    if (isDoubted === this.#isDoubted) return;
    this.#isDoubted = isDoubted;
    this.#onChange();
  }

  /** Before something is deleted for its age: whether it may be. Remembers a time that is believed. */
  async isBelieved(): Promise<boolean> {
    this.look();
    if (this.#isDoubted || this.#believed === null) return false;
    await this.#believe(this.#clock.now());
    return true;
  }

  /** The owner says that the clock is right. */
  async confirm(): Promise<void> {
    await this.#believe(this.#clock.now());
    this.look();
  }

  async #believe(at: number): Promise<void> {
    await this.#care.believeClock(at);
    this.#believed = at;
  }
}
