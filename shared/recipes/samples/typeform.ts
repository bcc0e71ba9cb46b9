import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const typeformSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['Typeform-Signature', 'sha256=made-up']],
  text: '{"event_id": "MADEUP", "event_type": "form_response", "form_response": {"form_id": "mAdEuP", "token": "madeup", "submitted_at": "2026-03-02T08:00:00Z", "definition": {"id": "mAdEuP", "title": "Ask for a quote", "fields": [{"id": "a1", "title": "Your name", "type": "short_text", "ref": "your_name"}]}, "answers": [{"type": "text", "text": "Chidi Obi", "field": {"id": "a1", "type": "short_text", "ref": "your_name"}}, {"type": "email", "email": "chidi.obi@mail.example", "field": {"id": "a2", "type": "email", "ref": "your_email"}}, {"type": "phone_number", "phone_number": "+441174960203", "field": {"id": "a3", "type": "phone_number", "ref": "your_phone"}}]}}',
};
