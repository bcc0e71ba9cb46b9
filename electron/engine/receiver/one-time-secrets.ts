import type { Clock } from '../clock.ts';

/** Secrets that are good for one use and for a while. */
export class OneTimeSecrets {
  readonly #make: () => string;
  readonly #clock: Clock;
  readonly #lifeMs: number;
  /** In order of making, so the oldest come first. */
  readonly #until = new Map<string, number>();

  constructor(make: () => string, clock: Clock, lifeMs: number) {
    this.#make = make;
    this.#clock = clock;
    this.#lifeMs = lifeMs;
  }

  issue(): string {
    const now = this.#clock.now();
    for (const [secret, until] of this.#until) {
      if (until > now) break;
      this.#until.delete(secret);
    }
    const secret = this.#make();
    this.#until.set(secret, now + this.#lifeMs);
    return secret;
  }

  redeem(secret: string | readonly string[] | undefined): boolean {
    if (typeof secret !== 'string') return false;
    const until = this.#until.get(secret);
    if (until === undefined) return false;
    this.#until.delete(secret);
    return this.#clock.now() < until;
  }
}
