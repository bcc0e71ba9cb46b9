/** The current public base of this computer and the last five: so many addresses are tried. */
export const MAX_URLS = 6;

/** What a check reads of a request, all of it exactly as received. */
export interface SignedRequest {
  method: string;
  /**
   * The address as the sender may know it: each configured public base (current first, then former ones) with this request’s path and query.
   * Never made from Host or `X-Forwarded-*`, which the sender of a forgery writes himself (CORPUS S16).
   */
  urls: readonly string[];
  /** Name and value, one pair per header line: Node’s joined headers would hide a second signature (CORPUS S11). */
  headers: readonly (readonly [name: string, value: string])[];
  /** Raw bytes. */
  body: Uint8Array;
}

/** Against what a request is checked. */
export interface Trust {
  /** The current secret first, then the previous one while it is being rotated. Blank ones do not count. */
  secrets: readonly string[];
  /** In ms since 1970. */
  now: number;
  /** How far a signed time may be from now, either way. Of no account where the scheme signs none. */
  toleranceSeconds: number;
}
