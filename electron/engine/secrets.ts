/**
 * Where secrets are kept: the host’s business, since each has another way to keep them (a key file, the system’s keychain). Names look like
 * `webhook/whk_…/secret`. What `put` has resolved is on disk. `get` resolves to null where nothing is stored, and rejects where something is
 * stored that cannot be opened here; it is then left as it is.
 */
export interface Secrets {
  get(name: string): Promise<string | null>;
  put(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}
