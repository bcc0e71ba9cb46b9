import { acuity } from './providers/acuity.ts';
import { calcom } from './providers/calcom.ts';
import { calendly } from './providers/calendly.ts';
import { elementor } from './providers/elementor.ts';
import { eventbrite } from './providers/eventbrite.ts';
import { facebookLeadAds } from './providers/facebook-lead-ads.ts';
import { gravityForms } from './providers/gravity-forms.ts';
import { gumroad } from './providers/gumroad.ts';
import { hubspot } from './providers/hubspot.ts';
import { jotform } from './providers/jotform.ts';
import { mailchimp } from './providers/mailchimp.ts';
import { messenger } from './providers/messenger.ts';
import { paypal } from './providers/paypal.ts';
import { shopify } from './providers/shopify.ts';
import { square } from './providers/square.ts';
import { squarespace } from './providers/squarespace.ts';
import { stripe } from './providers/stripe.ts';
import { tally } from './providers/tally.ts';
import { twilio } from './providers/twilio.ts';
import { typeform } from './providers/typeform.ts';
import { webflow } from './providers/webflow.ts';
import { woocommerce } from './providers/woocommerce.ts';
import type { Recipe } from './recipe.ts';

/** All recipes, in the order in which they are offered. */
export const RECIPES: readonly Recipe[] = [
  calendly,
  calcom,
  acuity,
  typeform,
  tally,
  jotform,
  gravityForms,
  elementor,
  webflow,
  shopify,
  woocommerce,
  squarespace,
  stripe,
  paypal,
  square,
  gumroad,
  mailchimp,
  eventbrite,
  facebookLeadAds,
  hubspot,
  twilio,
  messenger,
];

export const RECIPE_IDS: readonly string[] = RECIPES.map(({ id }) => id);
