import { PUT_BACK_MINUTES } from '#shared/contract/webhook.ts';

const PUT_BACK_MS = PUT_BACK_MINUTES * 60_000;
/** Asked less often than this, the computer slept, or its clock was set. */
const STEADY_MS = 15_000;

/**
 * For how long deletions can be undone. While a computer sleeps the note that offers the way back stays on its screen, so after a jump of the
 * time the minutes begin anew. Times in ms since 1970.
 */
export class PutBackTime {
  #askedAt: number;
  #steadySince: number;

  constructor(now: number) {
    this.#askedAt = now;
    this.#steadySince = now;
  }

  /** To be asked every few seconds. Until when deletions are final now; null while none is. */
  finalUntil(now: number): number | null {
    const passed = now - this.#askedAt;
    if (passed < 0 || passed > STEADY_MS) this.#steadySince = now;
    this.#askedAt = now;
    return now - this.#steadySince < PUT_BACK_MS ? null : now - PUT_BACK_MS;
  }
}
