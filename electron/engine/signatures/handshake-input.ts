import type { Verify } from '#shared/contract/verify.ts';
import type { SignedRequest, Trust } from './signed-request.ts';

export interface HandshakeInput extends SignedRequest, Omit<Trust, 'toleranceSeconds'> {
  verify: Verify;
  /** Meta’s verify token, current first. */
  verifyTokens: readonly string[];
  /** As received, without the question mark. */
  query: string;
  /** Until when the owner lets a sender hand over its secret, in ms since 1970. Null: not at all. */
  connectUntil: number | null;
}
