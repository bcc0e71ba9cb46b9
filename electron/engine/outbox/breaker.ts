/** So many attempts in a row that the provider did not answer well, and it is left alone for a while. */
const FAULTS = 5;
const REST_MS = 60_000;

/** Keeps one provider in trouble from being asked over and over; the messages wait meanwhile, untouched. Times in ms. */
export class Breaker {
  #faults = 0;
  #restUntil = 0;

  /** When it may be asked again; in the past: now. */
  get openAt(): number {
    return this.#restUntil;
  }

  worked(): void {
    this.#faults = 0;
  }

  failed(now: number): void {
    this.#faults += 1;
    if (this.#faults < FAULTS) return;
    this.#faults = 0;
    this.#restUntil = now + REST_MS;
  }
}
