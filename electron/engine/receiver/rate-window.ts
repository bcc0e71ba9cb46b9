/**
 * The rolling window of RC4: when each request of the last `windowMs` was taken, oldest first. What is beyond the limit is refused and not
 * recorded. Only the further items of a request (RC3) may go beyond it: they are counted when they have been worked on.
 */
export class RateWindow {
  readonly windowMs: number;
  #limit: number;
  #times: number[];
  #head = 0;

  constructor(limit: { requests: number; windowMs: number }, times: readonly number[]) {
    this.windowMs = limit.windowMs;
    this.#limit = limit.requests;
    this.#times = [...times];
  }

  setLimit(requests: number): void {
    this.#limit = requests;
  }

  /** Requests that count at `now`. */
  used(now: number): number {
    this.#forget(now);
    return this.#times.length - this.#head;
  }

  /** Records a request that arrived at `at`, or says in how many ms there will be room for one. */
  take(at: number, now: number): { ok: true } | { ok: false; retryAfterMs: number } {
    const used = this.used(now);
    if (used >= this.#limit) {
      // With a limit that was lowered, and after a request of many items, more than one has to leave before there is room.
      const leaves = this.#times[this.#head + used - this.#limit]!;
      return { ok: false, retryAfterMs: Math.max(1, leaves + this.windowMs - now) };
    }
    this.#insert(at);
    return { ok: true };
  }

  /** Counts further places of a request that was taken at `at`, whether there is room or not. */
  add(at: number, places: number): void {
    for (let place = 0; place < places; place += 1) this.#insert(at);
  }

  /** Takes back a request that could not be stored after all. */
  giveBack(at: number): void {
    const index = this.#times.lastIndexOf(at);
    if (index >= this.#head) this.#times.splice(index, 1);
  }

  #forget(now: number): void {
    // After the clock was set back, a time that lies ahead counts from now, or it would block the webhook until the clock is there again.
    for (let index = this.#times.length - 1; index >= this.#head && this.#times[index]! > now; index -= 1) {
      this.#times[index] = now;
    }
    const horizon = now - this.windowMs;
    while (this.#head < this.#times.length && this.#times[this.#head]! <= horizon) this.#head += 1;
    if (this.#head > 1024 && this.#head > this.#times.length / 2) {
      this.#times = this.#times.slice(this.#head);
      this.#head = 0;
    }
  }

  /** Requests finish in another order than they began, so a time may belong a few places before the end. */
  #insert(at: number): void {
    let index = this.#times.length;
    this.#times.push(at);
    while (index > this.#head && this.#times[index - 1]! > at) {
      this.#times[index] = this.#times[index - 1]!;
      index -= 1;
    }
    this.#times[index] = at;
  }
}
