import type { Recipe } from '../recipe.ts';

export const calendly: Recipe = {
  id: 'calendly',
  name: 'Calendly',
  about: 'a booking',
  headers: ['calendly-webhook-signature'],
  shape: [['$.payload.uri', 'calendly\\.com/'], ['$.payload.email']],
  identity: { phone: '$.payload.text_reminder_number', email: '$.payload.email' },
  profile: { firstName: '$.payload.first_name', lastName: '$.payload.last_name', name: '$.payload.name' },
  fields: [
    { name: 'Booking start', type: 'datetime', path: '$.payload.scheduled_event.start_time' },
    { name: 'Booking end', type: 'datetime', path: '$.payload.scheduled_event.end_time' },
    { name: 'Service', type: 'text', path: '$.payload.scheduled_event.name' },
    { name: 'Booking status', type: 'text', path: '$.payload.status' },
    { name: 'Answers', type: 'json', path: '$.payload.questions_and_answers' },
  ],
  verify: 'calendly',
  steps: [
    'Calendly has no page for webhooks: they are made through its API, on a paid plan.',
    'Make a personal access token under Integrations & apps, API and webhooks.',
    'Ask Calendly’s API for a webhook subscription with this address, for invitee.created and invitee.canceled, and with a signing key of your choice.',
  ],
  missing:
    'The phone number is there only if the booking page asks for a text reminder; another phone question arrives among the answers.',
};
