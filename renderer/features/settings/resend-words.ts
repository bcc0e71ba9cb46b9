import type { VerifyScheme } from '#shared/contract/verify.ts';

/** What senders do by themselves about requests that did not arrive, and where they can be sent again, by their own documentation. Only of those we know. */
const KNOWN: Partial<Record<VerifyScheme, string>> = {
  calendly:
    'Calendly tries again by itself for 24 hours, ever less often. Where nothing arrived in that time it switches the webhook off, and it has to be made again there.',
  github:
    'GitHub does not try again by itself. Use Redeliver under Recent Deliveries of the webhook, within three days.',
  hubspot:
    'HubSpot tries again by itself up to ten times, but not where it was answered 404, which some relays do while this computer is away.',
  mailgun: 'Mailgun tries again by itself for about eight hours, except about deliveries, then gives up.',
  paddle: 'Paddle tries again by itself for three days. After that, its API can replay a notification.',
  shopify: 'Shopify tries again by itself for about four hours, then gives up.',
  slack: 'Slack tries again by itself three times within about an hour, then gives up.',
  square: 'Square tries again by itself for a day or longer, then gives up.',
  stripe: 'Stripe tries again by itself for up to three days. In its Dashboard, each event can be sent again.',
  svix: 'Svix tries again by itself for more than a day. Whoever sends through it can send a message again.',
  woocommerce:
    'WooCommerce does not try again by itself, and switches a webhook off after several failures: look there.',
  zoom: 'Zoom tries again by itself three times within an hour and a half, then gives up.',
};

const OTHERS = 'Look in the sender’s own list of deliveries whether something failed, and send it again there.';

export function resendWords(scheme: VerifyScheme): string {
  return KNOWN[scheme] ?? OTHERS;
}
