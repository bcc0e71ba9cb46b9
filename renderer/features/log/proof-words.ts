import type { VerifyScheme } from '#shared/contract/verify.ts';
import { VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';

const CREDENTIALS: readonly VerifyScheme[] = ['basic', 'bearer', 'header'];

/** What was proven about a request, in one sentence. */
export function proofWords(scheme: VerifyScheme): string {
  const { name: known, tier } = VERIFY_GUIDE[scheme];
  // As it is called in the list of signatures, it is one besides others.
  const name = scheme === 'generic' ? 'HMAC' : known;
  if (CREDENTIALS.includes(scheme)) return `It brought the secret that only the sender knows (${name}).`;
  return tier === 'D'
    ? `The signature (${name}) is right: it comes from its sender. What it says is not signed.`
    : `The signature (${name}) is right: it comes from its sender and was not changed on the way.`;
}
