import type { Recipe } from '../recipe.ts';

export const gravityForms: Recipe = {
  id: 'gravity-forms',
  name: 'Gravity Forms',
  about: 'a filled-in form',
  headers: [],
  shape: [['$.form_id'], ['$.is_starred'], ['$.source_url'], ['$.date_created']],
  identity: { phone: "$[?match(@, '[(+0][0-9 ()-]{8,18}')]", email: "$[?match(@, '[^@ ]+@[^@ ]+[.][^@ ]+')]" },
  profile: { firstName: "$['1.3']", lastName: "$['1.6']" },
  fields: [
    { name: 'Form page', type: 'text', path: '$.source_url' },
    { name: 'Payment status', type: 'text', path: '$.payment_status' },
  ],
  verify: 'none',
  steps: [
    'Install the Webhooks add-on, which comes with an Elite licence of Gravity Forms.',
    'Open the form, then Settings, Webhooks, Add New.',
    'Paste this address as the request URL, with the method POST, the format JSON and the body All Fields.',
  ],
  missing:
    'Gravity Forms does not sign its requests, and its fields are numbers only. The recipe takes the first value that looks like an e-mail or a phone number, and the name if it is the first question.',
};
