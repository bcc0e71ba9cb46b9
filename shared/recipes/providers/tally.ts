import type { Recipe } from '../recipe.ts';

export const tally: Recipe = {
  id: 'tally',
  name: 'Tally',
  about: 'a filled-in form',
  headers: ['tally-signature'],
  shape: [['$.eventType', '^FORM_RESPONSE$'], ['$.data.fields[0].key']],
  identity: {
    phone: "$.data.fields[?@.type=='INPUT_PHONE_NUMBER'].value",
    email: "$.data.fields[?@.type=='INPUT_EMAIL'].value",
  },
  profile: {},
  fields: [
    { name: 'Form', type: 'text', path: '$.data.formName' },
    { name: 'Submitted at', type: 'datetime', path: '$.data.createdAt' },
    { name: 'Answers', type: 'json', path: '$.data.fields' },
  ],
  verify: 'generic',
  signature: 'Header Tally-Signature, SHA-256 in base64, over the body; the secret is the signing secret.',
  steps: [
    'Publish the form in Tally, open its Integrations tab and press Connect at Webhooks.',
    'Paste this address, and add a signing secret if you want one.',
  ],
  missing:
    'The name is an answer like any other, so it has no fixed place: click it in the tree, and it is found by its question.',
};
