import type { VerifyScheme } from '#shared/contract/verify.ts';
import type { HmacRecipe } from './hmac-recipe.ts';
import { hubspotSpellings } from './hubspot-spellings.ts';

export type PresetScheme = Extract<
  VerifyScheme,
  | 'stripe'
  | 'shopify'
  | 'github'
  | 'woocommerce'
  | 'calendly'
  | 'calcom'
  | 'typeform'
  | 'slack'
  | 'square'
  | 'paddle'
  | 'zoom'
  | 'hubspot'
  | 'intercom'
  | 'meta'
  | 'asana'
  | 'dropbox'
>;

/** The plainest way to sign: the body alone, SHA-256, hex, nothing else in the header. */
const BODY_HEX = {
  layout: { kind: 'one', prefix: '', prefixRequired: true },
  algorithm: 'sha256',
  encoding: 'hex',
  key: 'text',
  template: '{body}',
  timeHeader: null,
  timeUnit: 's',
  idHeader: null,
  topicHeaders: [],
  spellings: (url) => [url],
  repeat: 'body',
} as const satisfies Omit<HmacRecipe, 'headers'>;

const BODY_BASE64 = { ...BODY_HEX, encoding: 'base64' } as const;

const prefixed = (prefix: string) => ({ kind: 'one', prefix, prefixRequired: true }) as const;

/** One entry per sender. Where each was read: README. */
export const PRESETS: Readonly<Record<PresetScheme, HmacRecipe>> = {
  stripe: {
    ...BODY_HEX,
    headers: ['Stripe-Signature'],
    layout: { kind: 'list', separator: ',', signature: 'v1', time: 't', prefix: '' },
    template: '{ts}.{body}',
    repeat: { bodyKey: 'id' },
  },
  shopify: {
    ...BODY_BASE64,
    // The second one belongs to the newer “Events” webhooks.
    headers: ['X-Shopify-Hmac-Sha256', 'Shopify-Hmac-Sha256'],
    topicHeaders: ['X-Shopify-Topic', 'Shopify-Topic'],
  },
  github: {
    ...BODY_HEX,
    headers: ['X-Hub-Signature-256'],
    layout: prefixed('sha256='),
    topicHeaders: ['X-GitHub-Event'],
  },
  woocommerce: {
    ...BODY_BASE64,
    headers: ['X-WC-Webhook-Signature'],
    key: 'html-text',
    topicHeaders: ['X-WC-Webhook-Topic'],
  },
  calendly: {
    ...BODY_HEX,
    headers: ['Calendly-Webhook-Signature'],
    layout: { kind: 'list', separator: ',', signature: 'v1', time: 't', prefix: '' },
    template: '{ts}.{body}',
  },
  calcom: {
    ...BODY_HEX,
    headers: ['X-Cal-Signature-256'],
    layout: { kind: 'one', prefix: 'sha256=', prefixRequired: false },
  },
  typeform: { ...BODY_BASE64, headers: ['Typeform-Signature'], layout: prefixed('sha256=') },
  slack: {
    ...BODY_HEX,
    headers: ['X-Slack-Signature'],
    layout: prefixed('v0='),
    template: 'v0:{ts}:{body}',
    timeHeader: 'X-Slack-Request-Timestamp',
    repeat: { bodyKey: 'event_id' },
  },
  square: { ...BODY_BASE64, headers: ['X-Square-HmacSha256-Signature'], template: '{url}{body}' },
  paddle: {
    ...BODY_HEX,
    headers: ['Paddle-Signature'],
    layout: { kind: 'list', separator: ';', signature: 'h1', time: 'ts', prefix: '' },
    template: '{ts}:{body}',
    repeat: { bodyKey: 'event_id' },
  },
  zoom: {
    ...BODY_HEX,
    headers: ['X-Zm-Signature'],
    layout: prefixed('v0='),
    template: 'v0:{ts}:{body}',
    timeHeader: 'X-Zm-Request-Timestamp',
  },
  hubspot: {
    ...BODY_BASE64,
    headers: ['X-HubSpot-Signature-v3'],
    template: '{method}{url}{body}{ts}',
    timeHeader: 'X-HubSpot-Request-Timestamp',
    timeUnit: 'ms',
    spellings: hubspotSpellings,
  },
  intercom: { ...BODY_HEX, headers: ['X-Hub-Signature'], layout: prefixed('sha1='), algorithm: 'sha1' },
  meta: { ...BODY_HEX, headers: ['X-Hub-Signature-256'], layout: prefixed('sha256=') },
  asana: { ...BODY_HEX, headers: ['X-Hook-Signature'] },
  dropbox: { ...BODY_HEX, headers: ['X-Dropbox-Signature'] },
};
