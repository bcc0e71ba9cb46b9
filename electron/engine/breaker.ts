/** So many attempts in a row that whoever is asked did not answer well, and it is left alone for a while. */
export const FAULTS = 5;
const REST_MS = 60_000;

/** Keeps a provider or a host in trouble from being asked over and over; what is for it waits meanwhile, untouched. Times in ms. */
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

  /** `notBefore` is when it wishes to be asked again (Retry-After): nobody asks it earlier, whatever else there is for it. */
  failed(now: number, notBefore: number | null): void {
    this.#faults += 1;
    if (notBefore !== null) this.#restUntil = Math.max(this.#restUntil, notBefore);
    if (this.#faults < FAULTS) return;
    this.#faults = 0;
    this.#restUntil = Math.max(this.#restUntil, now + REST_MS);
  }
}
