import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const calendlySample: RecipeSample = {
  contentType: 'application/json',
  headers: [['Calendly-Webhook-Signature', 't=1,v1=made-up']],
  text: '{"event": "invitee.created", "created_at": "2026-03-02T08:00:00.000000Z", "created_by": "https://api.calendly.com/users/MADEUP1", "payload": {"uri": "https://api.calendly.com/scheduled_events/MADEUP2/invitees/MADEUP3", "email": "amelia.hart@mail.example", "first_name": "Amelia", "last_name": "Hart", "name": "Amelia Hart", "status": "active", "text_reminder_number": "+44 117 496 0201", "timezone": "Europe/London", "rescheduled": false, "questions_and_answers": [{"question": "What is it about?", "answer": "A first look at the garden", "position": 0}], "scheduled_event": {"uri": "https://api.calendly.com/scheduled_events/MADEUP2", "name": "First visit", "status": "active", "start_time": "2026-03-05T09:30:00.000000Z", "end_time": "2026-03-05T10:00:00.000000Z", "event_memberships": [{"user_name": "Studio Lind", "user_email": "hello@example.com"}], "event_guests": [{"email": "friend@mail.example"}]}}}',
};
