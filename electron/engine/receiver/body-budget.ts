import { LIMITS } from './limits.ts';

/** Bytes of bodies that are in memory and not on disk yet, over all requests. */
export class BodyBudget {
  #used = 0;

  /** False when there is no room; nothing is taken then. */
  take(bytes: number): boolean {
    if (this.#used + bytes > LIMITS.bodyBytesInFlight) return false;
    this.#used += bytes;
    return true;
  }

  giveBack(bytes: number): void {
    this.#used -= bytes;
  }
}
