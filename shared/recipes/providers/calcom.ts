import type { Recipe } from '../recipe.ts';

export const calcom: Recipe = {
  id: 'calcom',
  name: 'Cal.com',
  about: 'a booking',
  headers: ['x-cal-signature-256'],
  shape: [['$.triggerEvent', '^BOOKING_'], ['$.payload.attendees[0].email'], ['$.payload.organizer']],
  identity: { phone: '$.payload.responses.attendeePhoneNumber.value', email: '$.payload.attendees[0].email' },
  profile: { name: '$.payload.attendees[0].name' },
  fields: [
    { name: 'Booking start', type: 'datetime', path: '$.payload.startTime' },
    { name: 'Booking end', type: 'datetime', path: '$.payload.endTime' },
    { name: 'Service', type: 'text', path: '$.payload.eventTitle' },
    { name: 'Booking status', type: 'text', path: '$.payload.status' },
    { name: 'Notes', type: 'text', path: '$.payload.additionalNotes' },
  ],
  verify: 'calcom',
  steps: [
    'Open Settings, Developer, Webhooks in Cal.com and press New.',
    'Paste this address as the subscriber URL and keep the booking events.',
    'Type a secret of your choice; the same one goes into step 4 here.',
  ],
  missing:
    'The phone number is there only if the event type asks for it. The organiser’s e-mail is in every request; the recipe takes the attendee’s.',
};
