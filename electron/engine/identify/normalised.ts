/** A text read as an identifier: `value` is what is compared and unique, `sentence` the verdict in words. */
export type Normalised = { ok: true; value: string; sentence: string } | { ok: false; sentence: string };
