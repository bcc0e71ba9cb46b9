import type { Recipe } from '../recipe.ts';

export const typeform: Recipe = {
  id: 'typeform',
  name: 'Typeform',
  about: 'a filled-in form',
  headers: ['typeform-signature'],
  shape: [['$.event_type', '^form_response$'], ['$.form_response.form_id']],
  identity: {
    phone: "$.form_response.answers[?@.type=='phone_number'].phone_number",
    email: "$.form_response.answers[?@.type=='email'].email",
  },
  profile: {},
  fields: [
    { name: 'Form', type: 'text', path: '$.form_response.definition.title' },
    { name: 'Submitted at', type: 'datetime', path: '$.form_response.submitted_at' },
    { name: 'Answers', type: 'json', path: '$.form_response.answers' },
  ],
  verify: 'typeform',
  steps: [
    'Open the form in Typeform, then Connect, Webhooks, Add a webhook.',
    'Paste this address, type a secret of your choice and switch the webhook on.',
  ],
  missing:
    'The name is an answer like any other, so it has no fixed place: click it in the tree, and it is found by its question. Questions that were skipped are not sent.',
};
