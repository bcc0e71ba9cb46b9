import type { Recipe } from '../recipe.ts';

export const square: Recipe = {
  id: 'square',
  name: 'Square',
  about: 'a booking',
  headers: ['x-square-hmacsha256-signature'],
  shape: [['$.merchant_id'], ['$.event_id'], ['$.type', '^booking\\.'], ['$.data.object.booking']],
  identity: { crmContactId: '$.data.object.booking.customer_id' },
  profile: {},
  fields: [
    { name: 'Booking start', type: 'datetime', path: '$.data.object.booking.start_at' },
    { name: 'Booking status', type: 'text', path: '$.data.object.booking.status' },
    { name: 'Notes', type: 'text', path: '$.data.object.booking.customer_note' },
  ],
  verify: 'square',
  steps: [
    'Open your application in the Square Developer Console, then Webhooks, Subscriptions, Add subscription.',
    'Paste this address and choose booking.created and booking.updated.',
    'The signature key of the subscription goes into step 4 here.',
  ],
  missing:
    'Square sends the customer’s number, but no name, e-mail or phone. Only contacts that already have that number as their CRM Contact Id are found.',
};
