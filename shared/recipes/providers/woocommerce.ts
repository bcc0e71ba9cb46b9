import type { Recipe } from '../recipe.ts';

export const woocommerce: Recipe = {
  id: 'woocommerce',
  name: 'WooCommerce',
  about: 'an order',
  headers: ['x-wc-webhook-topic', 'x-wc-webhook-signature'],
  shape: [['$.order_key', '^wc_order_'], ['$.billing']],
  identity: { phone: '$.billing.phone', email: '$.billing.email' },
  profile: { firstName: '$.billing.first_name', lastName: '$.billing.last_name' },
  fields: [
    { name: 'Order number', type: 'text', path: '$.number' },
    { name: 'Order total', type: 'number', path: '$.total' },
    { name: 'Currency', type: 'text', path: '$.currency' },
    { name: 'Order status', type: 'text', path: '$.status' },
    { name: 'Ordered at', type: 'datetime', path: '$.date_created' },
    { name: 'Notes', type: 'text', path: '$.customer_note' },
  ],
  verify: 'woocommerce',
  steps: [
    'Open WooCommerce, Settings, Advanced, Webhooks and press Add webhook.',
    'Set it to Active, choose Order created, paste this address, and type a secret of your choice.',
  ],
  missing:
    'Guests all have customer number 0, so the recipe does not use it to tell people apart. Times are those of the shop, without a zone.',
};
