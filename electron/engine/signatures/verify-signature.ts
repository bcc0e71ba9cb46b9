/**
 * Whether a request comes from its sender (RC7). Invariants: raw bytes only; digests are compared in constant time, and only once their
 * text proved to be its one proper spelling; no secret refuses; nothing that was sent throws, is repeated in a hint, or decides with which
 * secret, algorithm or address it is checked.
 */
import type { Verify } from '#shared/contract/verify.ts';
import { checkHmac } from './check-hmac.ts';
import { genericRecipe } from './generic-recipe.ts';
import { checkMailgun } from './mailgun.ts';
import { PRESETS } from './presets.ts';
import { checkSharedSecret } from './shared-secret.ts';
import type { SignedRequest, Trust } from './signed-request.ts';
import { checkStandardWebhooks } from './standard-webhooks.ts';
import { checkTwilio } from './twilio.ts';
import type { Verdict } from './verdict.ts';

/** Every scheme but `none`: without one there is nothing to verify, and nothing here calls such a request verified. */
export type SignedVerify = Exclude<Verify, { scheme: 'none' }>;

export interface VerifyInput extends SignedRequest, Omit<Trust, 'toleranceSeconds'> {
  verify: SignedVerify;
}

/** Pure; never throws. A refusal means 401; its hint is for the owner’s log. */
export function verifySignature(input: VerifyInput): Verdict {
  const { verify, secrets, now } = input;
  const trust = { secrets, now, toleranceSeconds: 'toleranceSeconds' in verify ? verify.toleranceSeconds : 0 };
  switch (verify.scheme) {
    case 'standard-webhooks':
      return checkStandardWebhooks('webhook', input, trust);
    case 'svix':
      return checkStandardWebhooks('svix', input, trust);
    case 'twilio':
      return checkTwilio(input, trust);
    case 'mailgun':
      return checkMailgun(input, trust);
    case 'basic':
    case 'bearer':
    case 'header':
      return checkSharedSecret(verify, input, trust);
    case 'generic':
      return checkHmac(genericRecipe(verify), input, trust);
    default:
      // All others are presets; one that is in the contract and not in the table is a type error here.
      return checkHmac(PRESETS[verify.scheme], input, trust);
  }
}
