import type { Recipe } from '../recipe.ts';

export const stripe: Recipe = {
  id: 'stripe',
  name: 'Stripe',
  about: 'a finished checkout',
  headers: ['stripe-signature'],
  shape: [['$.object', '^event$'], ['$.api_version'], ['$.data.object.object']],
  identity: {
    phone: '$.data.object.customer_details.phone',
    email: '$.data.object.customer_details.email',
    crmContactId: '$.data.object.customer',
  },
  profile: { name: '$.data.object.customer_details.name' },
  fields: [
    { name: 'Amount in cents', type: 'number', path: '$.data.object.amount_total' },
    { name: 'Currency', type: 'text', path: '$.data.object.currency' },
    { name: 'Payment status', type: 'text', path: '$.data.object.payment_status' },
    { name: 'Paid at', type: 'datetime', path: '$.created' },
  ],
  verify: 'stripe',
  steps: [
    'Open Developers, Webhooks in the Stripe Dashboard and add a destination.',
    'Choose checkout.session.completed and paste this address.',
    'Reveal the signing secret; it goes into step 4 here.',
  ],
  missing:
    'Amounts are in the smallest unit (2500 is 25.00). The phone number is there only if Checkout asks for it. Other events, such as subscriptions, name only the customer’s number.',
};
