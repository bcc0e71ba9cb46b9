import type { VerifyScheme } from '#shared/contract/verify.ts';

/** What senders do by themselves about requests that did not arrive, and where they can be sent again. Only of those we know. */
const KNOWN: Partial<Record<VerifyScheme, string>> = {
  stripe: 'Stripe tries again by itself for up to three days. In its Dashboard, each event can be sent again.',
  shopify: 'Shopify tries again by itself for about four hours, then gives up.',
  github:
    'GitHub does not try again by itself. Use Redeliver under Recent Deliveries of the webhook, within three days.',
  slack: 'Slack tries again by itself three times within about an hour, then gives up.',
  woocommerce:
    'WooCommerce does not try again by itself, and switches a webhook off after several failures: look there.',
};

const OTHERS = 'Look in the sender’s own list of deliveries whether something failed, and send it again there.';

export function resendWords(scheme: VerifyScheme): string {
  return KNOWN[scheme] ?? OTHERS;
}
