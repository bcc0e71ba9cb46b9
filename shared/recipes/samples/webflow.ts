import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const webflowSample: RecipeSample = {
  contentType: 'application/json',
  headers: [
    ['X-Webflow-Timestamp', '1772438400000'],
    ['X-Webflow-Signature', 'made-up'],
  ],
  text: '{"triggerType": "form_submission", "payload": {"name": "Contact us", "siteId": "madeup1", "data": {"First Name": "Hugo", "Last Name": "Berg", "Email": "hugo.berg@mail.example", "Phone Number": "+44 117 496 0208"}, "submittedAt": "2026-03-02T08:00:00.000Z", "id": "madeup2", "formId": "madeup3"}}',
};
