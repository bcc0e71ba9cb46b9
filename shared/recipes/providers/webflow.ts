import type { Recipe } from '../recipe.ts';

export const webflow: Recipe = {
  id: 'webflow',
  name: 'Webflow',
  about: 'a filled-in form',
  headers: ['x-webflow-signature'],
  shape: [['$.triggerType', '^form_submission$'], ['$.payload.siteId'], ['$.payload.data']],
  identity: {
    phone: "$.payload.data['Phone Number','Phone','phone']",
    email: "$.payload.data[?match(@, '[^@ ]+@[^@ ]+[.][^@ ]+')]",
  },
  profile: {
    firstName: "$.payload.data['First Name']",
    lastName: "$.payload.data['Last Name']",
    name: "$.payload.data['Name','name']",
  },
  fields: [
    { name: 'Form', type: 'text', path: '$.payload.name' },
    { name: 'Submitted at', type: 'datetime', path: '$.payload.submittedAt' },
    { name: 'Answers', type: 'json', path: '$.payload.data' },
  ],
  verify: 'none',
  signature:
    'Header X-Webflow-Signature, SHA-256 in hex, template {ts}:{body}, the time in X-Webflow-Timestamp in milliseconds.',
  steps: [
    'Open the site’s settings in Webflow, then Apps & integrations, Webhooks, Add webhook.',
    'Choose Form submission and the newest API version, and paste this address.',
  ],
  missing:
    'The answers stand under the names that the fields have in the designer; the recipe knows the usual English ones. Whether a request is signed depends on how the webhook was made.',
};
