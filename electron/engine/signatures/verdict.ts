/** What a check says. A refusal’s hint is for the owner’s log, never for the sender. */
export type Verdict = Verified | Refused;

export interface Verified {
  verdict: 'verified';
  /** Equal for what must have its effect once, within one webhook. Null where nothing is signed that could tell a repeat from a like request. */
  dedupeKey: string | null;
  /** The sender’s own number of the request, where the signature covers it. */
  signedId: string | null;
  /** When the sender signed, in ms since 1970, where the signature covers it. */
  at: number | null;
}

export interface Refused {
  verdict: 'refused';
  reason: RefusalReason;
  /** One plain sentence without anything that was sent. */
  hint: string;
}

const REFUSALS = {
  'no-secret': () =>
    'No secret is stored for this webhook, so nothing it receives can be trusted: enter the sender’s secret.',
  'bad-secret': () =>
    'The stored secret is not of the form that this sender uses: copy it again, from the first to the last sign.',
  'no-address': () => 'This sender signs the public address, and this webhook has none at the moment.',
  'missing-header': (part) => `The request came without ${part}, so anybody could have sent it.`,
  'duplicate-header': (part) => `The request came with ${part} more than once, which an honest sender does not do.`,
  malformed: (part) => `The request came with ${part}, but not in the form that this sender uses.`,
  'too-many-signatures': (part) =>
    `The request came with ${part}, which holds more signatures than an honest sender gives.`,
  mismatch: () =>
    'The signature does not fit: either the stored secret is not the one the sender uses, or the bytes changed on the way.',
  'wrong-credentials': (part) => `The request came with ${part}, but with a value other than the stored one.`,
  stale: () =>
    'The signature is right, but the request was signed too long ago: it is an old one sent again, or this computer’s clock is fast.',
  future: () =>
    'The signature is right, but the request was signed in the future: this computer’s clock is probably slow.',
} as const satisfies Record<string, (part: string) => string>;

export type RefusalReason = keyof typeof REFUSALS;

/** `part` names what the refusal is about, such as `the header X-Signature`: our own words only. */
export function refused(reason: RefusalReason, part = ''): Refused {
  return { verdict: 'refused', reason, hint: REFUSALS[reason](part) };
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'verdict' in value && value.verdict === 'refused';
}
