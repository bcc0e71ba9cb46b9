import type { Recipe } from '../recipe.ts';

export const shopify: Recipe = {
  id: 'shopify',
  name: 'Shopify',
  about: 'an order',
  headers: ['x-shopify-topic', 'x-shopify-hmac-sha256'],
  shape: [['$.customer.admin_graphql_api_id', '^gid://shopify/'], ['$.line_items']],
  identity: { phone: '$[?@.phone != null].phone', email: '$.email', crmContactId: '$.customer.id' },
  profile: { firstName: '$.customer.first_name', lastName: '$.customer.last_name' },
  fields: [
    { name: 'Order number', type: 'text', path: '$.name' },
    { name: 'Order total', type: 'number', path: '$.total_price' },
    { name: 'Currency', type: 'text', path: '$.currency' },
    { name: 'Payment status', type: 'text', path: '$.financial_status' },
    { name: 'Ordered at', type: 'datetime', path: '$.created_at' },
    { name: 'Notes', type: 'text', path: '$.note' },
  ],
  verify: 'shopify',
  steps: [
    'Open Settings, Notifications, Webhooks in the Shopify admin.',
    'Press Create webhook, choose Order creation and JSON, and paste this address.',
    'The signing secret stands below the list; it goes into step 4 here.',
  ],
  missing:
    'The phone number is there only if the checkout asks for it; the recipe takes the first that an address or the customer has. Shopify’s “send test notification” is not signed correctly.',
};
