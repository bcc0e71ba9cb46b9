import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const tallySample: RecipeSample = {
  contentType: 'application/json',
  headers: [['Tally-Signature', 'made-up']],
  text: '{"eventId": "madeup-1", "eventType": "FORM_RESPONSE", "createdAt": "2026-03-02T08:00:01.000Z", "data": {"responseId": "r1", "submissionId": "s1", "respondentId": "p1", "formId": "madeup", "formName": "Ask for a quote", "createdAt": "2026-03-02T08:00:00.000Z", "fields": [{"key": "question_a1", "label": "Your name", "type": "INPUT_TEXT", "value": "Dana Fox"}, {"key": "question_a2", "label": "E-mail", "type": "INPUT_EMAIL", "value": "dana.fox@mail.example"}, {"key": "question_a3", "label": "Phone", "type": "INPUT_PHONE_NUMBER", "value": "+441174960204"}]}}',
};
