import { VERIFY_SCHEMES, type Verify, VerifySchema, type VerifyScheme } from '#shared/contract/verify.ts';
import { TIERS, type Tier, VERIFY_GUIDE } from '#shared/contract/verify-guide.ts';

/** Ways that any sender may have, below those of named senders. */
const OF_ANYBODY: readonly VerifyScheme[] = ['standard-webhooks', 'svix', 'generic', 'basic', 'bearer', 'header'];

const choice = (scheme: VerifyScheme) => ({
  value: scheme,
  label: VERIFY_GUIDE[scheme].confirmed ? VERIFY_GUIDE[scheme].name : `${VERIFY_GUIDE[scheme].name} (unconfirmed)`,
});

const named = VERIFY_SCHEMES.filter((scheme) => scheme !== 'none' && !OF_ANYBODY.includes(scheme));

export const SIGNATURE_CHOICES = [
  choice('none'),
  {
    group: 'Senders',
    items: named.map(choice).sort((one, other) => one.label.localeCompare(other.label, 'en')),
  },
  { group: 'Any sender', items: OF_ANYBODY.map(choice) },
];

/** A scheme with its usual settings. */
export function freshVerify(scheme: VerifyScheme): Verify {
  return VerifySchema.parse({ scheme });
}

/** What the chosen scheme does for the owner, in sentences. */
export function protectionOf(verify: Verify): string[] {
  const tier = tierOf(verify);
  const { signsAddress, handshake, confirmed } = VERIFY_GUIDE[verify.scheme];
  if (tier === null) return ['Whoever knows the address can send requests. Most forms and simple senders cannot sign.'];
  return [
    `${TIERS[tier].name}: ${TIERS[tier].sentence}`,
    ...(signsAddress
      ? ['The signature covers the public address: when that changes, enter the new one at the sender as well.']
      : []),
    ...(handshake ? ['The sender’s question whether the address is yours is answered by itself.'] : []),
    ...(confirmed
      ? []
      : ['Unconfirmed: how this sender signs is known from third parties only. Send a test before you rely on it.']),
  ];
}

/** The owner’s own signature is as good as what it covers. */
function tierOf(verify: Verify): Tier | null {
  if (verify.scheme !== 'generic') return VERIFY_GUIDE[verify.scheme].tier;
  if (!verify.template.includes('{ts}')) return 'C';
  return verify.template.includes('{id}') ? 'A' : 'B';
}
