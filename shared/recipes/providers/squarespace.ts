import type { Recipe } from '../recipe.ts';

export const squarespace: Recipe = {
  id: 'squarespace',
  name: 'Squarespace',
  about: 'an order',
  headers: ['squarespace-signature'],
  shape: [['$.topic', '^order\\.'], ['$.websiteId'], ['$.subscriptionId'], ['$.data.orderId']],
  identity: {},
  profile: {},
  fields: [
    { name: 'Order number', type: 'text', path: '$.data.orderId' },
    { name: 'Ordered at', type: 'datetime', path: '$.createdOn' },
  ],
  verify: 'generic',
  signature: 'Header Squarespace-Signature, SHA-256 in hex, over the body; the secret is written in hex.',
  steps: [
    'Squarespace has no page for webhooks: they are made through its Webhook Subscriptions API by an app.',
    'Ask that API for a subscription to order.create with this address.',
  ],
  missing:
    'Squarespace sends no person at all: only the number of the order. The rest has to be fetched from its API, so by themselves these requests cannot be given to a contact.',
};
