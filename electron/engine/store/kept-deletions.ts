/** What was deleted and can still be put back, in memory by its key: a stop ends that, and its time. */
export class KeptDeletions<Kept> {
  readonly #kept = new Map<string, { at: number; what: Kept }>();

  /** To be called once the deletion is on disk; `at` in ms since 1970. What was kept under the key before is not any more. */
  keep(key: string, at: number, what: Kept): void {
    this.#kept.delete(key);
    this.#kept.set(key, { at, what });
  }

  get(key: string): Kept | undefined {
    return this.#kept.get(key)?.what;
  }

  /** All that is kept, latest first. */
  all(): Kept[] {
    return [...this.#kept.values()].map(({ what }) => what).toReversed();
  }

  /** When it was deleted, in ms since 1970. */
  keptAt(key: string): number | undefined {
    return this.#kept.get(key)?.at;
  }

  forget(key: string): void {
    this.#kept.delete(key);
  }

  /** Lets go of what was deleted until then, in ms since 1970; answers what it was. */
  forgetUntil(time: number): Kept[] {
    const old = [...this.#kept].filter(([, { at }]) => at <= time);
    for (const [key] of old) this.#kept.delete(key);
    return old.map(([, { what }]) => what);
  }
}
