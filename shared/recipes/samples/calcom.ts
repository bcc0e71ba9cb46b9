import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const calcomSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['X-Cal-Signature-256', 'made-up']],
  text: '{"triggerEvent": "BOOKING_CREATED", "createdAt": "2026-03-02T08:00:00.000Z", "payload": {"type": "first-visit", "title": "First visit between Studio Lind and Bruno Costa", "additionalNotes": "Ring twice", "startTime": "2026-03-05T09:30:00Z", "endTime": "2026-03-05T10:00:00Z", "organizer": {"id": 1, "name": "Studio Lind", "email": "hello@example.com"}, "responses": {"name": {"label": "your_name", "value": "Bruno Costa"}, "email": {"label": "email_address", "value": "bruno.costa@mail.example"}, "attendeePhoneNumber": {"label": "phone_number", "value": "+44 117 496 0202"}}, "attendees": [{"email": "bruno.costa@mail.example", "name": "Bruno Costa", "timeZone": "Europe/London"}], "eventTitle": "First visit", "uid": "madeup", "status": "ACCEPTED"}}',
};
