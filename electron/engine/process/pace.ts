const MOST = 128;
/** Longer than this, and whoever waits for the disk would feel it; shorter than half of it, and there is room for more. In ms. */
const SLICE_MS = 20;

/** How many deliveries to take at a time, so that one slice of work holds its thread for about 20 ms and no more. */
export class Pace {
  #size = 8;

  get size(): number {
    return this.#size;
  }

  /** Learns from a slice of `count` deliveries that took `tookMs`. */
  learn(count: number, tookMs: number): void {
    if (tookMs > SLICE_MS) this.#size = Math.max(1, count >> 1);
    else if (tookMs < SLICE_MS / 2 && count === this.#size) this.#size = Math.min(MOST, this.#size * 2);
  }
}
