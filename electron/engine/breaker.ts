import type { LocalForm } from '#shared/local-form/local-form.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import { sayMoment } from '#shared/local-form/say-time.ts';

/** So many attempts in a row that whoever is asked did not answer well, and it is left alone for a while. */
const FAULTS = 5;
const REST_MS = 60_000;

/** Keeps a provider or a host in trouble from being asked over and over; what is for it waits meanwhile, untouched. Times in ms. */
export class Breaker {
  #faults = 0;
  #restUntil = 0;
  /** Until when it asked for that itself. */
  #askedUntil = 0;

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
    if (notBefore !== null) {
      this.#askedUntil = Math.max(this.#askedUntil, notBefore);
      this.#restUntil = Math.max(this.#restUntil, notBefore);
    }
    if (this.#faults < FAULTS) return;
    this.#faults = 0;
    this.#restUntil = Math.max(this.#restUntil, now + REST_MS);
  }

  /** Why it is left alone, and until when, of one that rests. */
  sayRest(name: string, form: LocalForm): string {
    const why =
      this.#askedUntil === this.#restUntil
        ? 'asks to wait'
        : `did not answer well ${sayCount(FAULTS, form.locale)} times in a row`;
    return `${name} ${why} and is left alone until ${sayMoment(this.#restUntil, form)}.`;
  }
}
