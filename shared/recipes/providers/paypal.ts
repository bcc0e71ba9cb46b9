import type { Recipe } from '../recipe.ts';

export const paypal: Recipe = {
  id: 'paypal',
  name: 'PayPal',
  about: 'a payment',
  headers: [],
  shape: [['$.txn_type'], ['$.payer_id'], ['$.verify_sign']],
  identity: { phone: '$.contact_phone', email: '$.payer_email', crmContactId: '$.payer_id' },
  profile: { firstName: '$.first_name', lastName: '$.last_name' },
  fields: [
    { name: 'Order total', type: 'number', path: '$.mc_gross' },
    { name: 'Currency', type: 'text', path: '$.mc_currency' },
    { name: 'Payment status', type: 'text', path: '$.payment_status' },
    { name: 'Service', type: 'text', path: '$.item_name' },
    { name: 'Order number', type: 'text', path: '$.txn_id' },
    { name: 'Paid at (as sent)', type: 'text', path: '$.payment_date' },
  ],
  verify: 'none',
  steps: [
    'Open Account settings, Notifications, Instant payment notifications at PayPal.',
    'Press Choose IPN settings, paste this address and choose to receive messages.',
  ],
  missing:
    'These messages are not signed: PayPal expects the receiver to ask back, which Fieldhook does not do, so never take a payment as proven by this alone. The phone number is there only if you ask buyers for it.',
};
