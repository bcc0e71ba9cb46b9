import type { Recipe } from '../recipe.ts';

export const gumroad: Recipe = {
  id: 'gumroad',
  name: 'Gumroad',
  about: 'a sale',
  headers: [],
  shape: [['$.seller_id'], ['$.product_permalink'], ['$.sale_id']],
  identity: { email: '$.email' },
  profile: { name: '$.full_name' },
  fields: [
    { name: 'Service', type: 'text', path: '$.product_name' },
    { name: 'Amount in cents', type: 'number', path: '$.price' },
    { name: 'Currency', type: 'text', path: '$.currency' },
    { name: 'Order number', type: 'text', path: '$.order_number' },
    { name: 'Ordered at', type: 'datetime', path: '$.sale_timestamp' },
  ],
  verify: 'none',
  steps: ['Open Settings, Advanced in Gumroad.', 'Paste this address as the ping endpoint and press Send test ping.'],
  missing: 'Gumroad does not sign its pings and sends no phone number. The price is in cents.',
};
