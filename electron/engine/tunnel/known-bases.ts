/** How many former addresses count: what a sender still signs with after the public address has changed. */
const FORMER = 5;

/**
 * The addresses under which senders may know us: the current public one, the last ones before it, and the one on this computer.
 * Some signatures cover the address, and these are all it may be (CORPUS S16).
 */
export class KnownBases {
  #public: readonly string[] = [];
  readonly #local: () => string | null;

  constructor(local: () => string | null) {
    this.#local = local;
  }

  /** What senders may have had before this run, latest first: they go on with it, and before the address of this run is proven. */
  remember(urls: readonly string[]): void {
    for (const url of urls.toReversed()) this.learn(url);
  }

  /** Hears of every change of the public address; null while there is none, which forgets nothing. */
  learn(url: string | null): void {
    if (url === null) return;
    const base = url.replace(/\/+$/, '');
    if (this.#public[0] === base) return;
    this.#public = [base, ...this.#public.filter((one) => one !== base)].slice(0, FORMER + 1);
  }

  /** Without a slash at the end, current first; six at most. */
  list(): readonly string[] {
    const local = this.#local();
    return local === null ? this.#public : [...this.#public.slice(0, FORMER), local];
  }
}
