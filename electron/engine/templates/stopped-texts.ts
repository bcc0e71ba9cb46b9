/** So often, one after the other: once can be what somebody sent, or a computer that fell asleep. */
const ENOUGH = 2;
/** In ms. */
const GIVEN_UP_FOR = 10 * 60_000;
const KEPT = 100;

/** Texts that had to be stopped. One that was stopped again and again is given up for a while. */
export class StoppedTexts {
  readonly #now: () => number;
  readonly #stopped = new Map<string, { times: number; at: number }>();

  constructor(now: () => number) {
    this.#now = now;
  }

  isGivenUp(text: string): boolean {
    const known = this.#stopped.get(text);
    return known !== undefined && known.times >= ENOUGH && this.#now() - known.at < GIVEN_UP_FOR;
  }

  add(text: string): void {
    const times = (this.#stopped.get(text)?.times ?? 0) + 1;
    if (this.#stopped.size >= KEPT) this.#stopped.clear();
    this.#stopped.set(text, { times, at: this.#now() });
  }

  remove(text: string): void {
    this.#stopped.delete(text);
  }
}
