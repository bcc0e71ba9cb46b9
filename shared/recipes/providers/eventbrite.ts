import type { Recipe } from '../recipe.ts';

export const eventbrite: Recipe = {
  id: 'eventbrite',
  name: 'Eventbrite',
  about: 'an order',
  headers: ['x-eventbrite-event'],
  shape: [['$.api_url', '^https://www\\.eventbriteapi\\.com/'], ['$.config.action']],
  identity: {},
  profile: {},
  fields: [
    { name: 'Order event', type: 'text', path: '$.config.action' },
    { name: 'Order link', type: 'text', path: '$.api_url' },
  ],
  verify: 'none',
  steps: [
    'Open Account settings, Developer links, Webhooks at Eventbrite and press Add webhook.',
    'Paste this address as the payload URL and choose order.placed.',
  ],
  missing:
    'Eventbrite sends no person at all, only a link to its API, and signs nothing. By themselves these requests cannot be given to a contact.',
};
