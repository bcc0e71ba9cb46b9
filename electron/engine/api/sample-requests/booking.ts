import { inDays, isoSeconds } from './sample-time.ts';

/** Someone books an appointment; shaped like what scheduling services send. The appointment is in three days. */
export function bookingRequest(now: number): object {
  const start = inDays(now, 3, 9.5);
  const made = isoSeconds(now);
  return {
    event: 'invitee.created',
    created_at: made,
    created_by: 'https://api.bookings.example/users/studio-lind',
    payload: {
      uri: 'https://api.bookings.example/events/EV-48213/invitees/IN-90417',
      name: 'Amelia Hart',
      first_name: 'Amelia',
      last_name: 'Hart',
      email: 'amelia.hart@example.com',
      text_reminder_number: '+44 20 7946 0018',
      timezone: 'Europe/London',
      status: 'active',
      rescheduled: false,
      questions_and_answers: [
        { question: 'What would you like to talk about?', answer: 'Colour for a small north-facing room', position: 0 },
        { question: 'How did you hear of us?', answer: 'A friend', position: 1 },
      ],
      tracking: { utm_campaign: null, utm_source: 'newsletter', utm_medium: 'email' },
      cancel_url: 'https://bookings.example/cancellations/IN-90417',
      reschedule_url: 'https://bookings.example/reschedulings/IN-90417',
      scheduled_event: {
        uri: 'https://api.bookings.example/events/EV-48213',
        name: 'First consultation',
        status: 'active',
        start_time: isoSeconds(start),
        end_time: isoSeconds(start + 30 * 60_000),
        location: { type: 'physical', location: '12 Example Street, London' },
        event_memberships: [{ user_name: 'Studio Lind', user_email: 'hello@studio-lind.example' }],
      },
      created_at: made,
      updated_at: made,
    },
  };
}
