import type { Clock } from '#engine/clock.ts';

const FREE_GUESSES = 10;
const WINDOW_MS = 60_000;
const DELAY_MS = 1000;

/** After ten wrong secrets within a minute, every further wrong one waits a second for its answer. */
export class GuessBrake {
  readonly #clock: Clock;
  readonly #waiting = new Set<() => void>();
  #guesses: number[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Call for each wrong secret; resolves when it may be answered. */
  async wrong(): Promise<void> {
    const now = this.#clock.now();
    const recent = this.#guesses.filter((at) => now - at < WINDOW_MS);
    this.#guesses = [...recent, now].slice(-FREE_GUESSES);
    if (recent.length >= FREE_GUESSES) await this.#pause();
  }

  /** Ends all waiting, for the stop. */
  release(): void {
    for (const end of this.#waiting) end();
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.after(DELAY_MS, () => end());
      const end = () => {
        cancel();
        this.#waiting.delete(end);
        resolve();
      };
      this.#waiting.add(end);
    });
  }
}
