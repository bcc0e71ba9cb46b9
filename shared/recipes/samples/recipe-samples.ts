import type { RecipeSample } from '../recipe.ts';
import { acuitySample } from './acuity.ts';
import { calcomSample } from './calcom.ts';
import { calendlySample } from './calendly.ts';
import { elementorSample } from './elementor.ts';
import { eventbriteSample } from './eventbrite.ts';
import { facebookLeadAdsSample } from './facebook-lead-ads.ts';
import { gravityFormsSample } from './gravity-forms.ts';
import { gumroadSample } from './gumroad.ts';
import { hubspotSample } from './hubspot.ts';
import { jotformSample } from './jotform.ts';
import { mailchimpSample } from './mailchimp.ts';
import { messengerSample } from './messenger.ts';
import { paypalSample } from './paypal.ts';
import { shopifySample } from './shopify.ts';
import { squareSample } from './square.ts';
import { squarespaceSample } from './squarespace.ts';
import { stripeSample } from './stripe.ts';
import { tallySample } from './tally.ts';
import { twilioSample } from './twilio.ts';
import { typeformSample } from './typeform.ts';
import { webflowSample } from './webflow.ts';
import { woocommerceSample } from './woocommerce.ts';

/** A made-up request of each provider, by the id of its recipe. */
export const RECIPE_SAMPLES: Readonly<Record<string, RecipeSample>> = {
  calendly: calendlySample,
  calcom: calcomSample,
  acuity: acuitySample,
  typeform: typeformSample,
  tally: tallySample,
  jotform: jotformSample,
  'gravity-forms': gravityFormsSample,
  elementor: elementorSample,
  webflow: webflowSample,
  shopify: shopifySample,
  woocommerce: woocommerceSample,
  squarespace: squarespaceSample,
  stripe: stripeSample,
  paypal: paypalSample,
  square: squareSample,
  gumroad: gumroadSample,
  mailchimp: mailchimpSample,
  eventbrite: eventbriteSample,
  'facebook-lead-ads': facebookLeadAdsSample,
  hubspot: hubspotSample,
  twilio: twilioSample,
  messenger: messengerSample,
};
