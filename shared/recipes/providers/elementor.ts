import type { Recipe } from '../recipe.ts';

export const elementor: Recipe = {
  id: 'elementor',
  name: 'Elementor',
  about: 'a filled-in form',
  headers: [],
  shape: [['$.form.id'], ['$.fields.*.raw_value'], ['$.meta']],
  identity: { phone: '$.fields.phone.value', email: '$.fields.email.value' },
  profile: { name: '$.fields.name.value' },
  fields: [
    { name: 'Form', type: 'text', path: '$.form.name' },
    { name: 'Notes', type: 'text', path: '$.fields.message.value' },
    { name: 'Form page', type: 'text', path: '$.meta.page_url.value' },
  ],
  verify: 'none',
  steps: [
    'Edit the form in Elementor and add Webhook under Actions After Submit.',
    'Paste this address and switch Advanced Data on.',
    'Give the fields the IDs name, email, phone and message under Advanced.',
  ],
  missing:
    'Elementor does not sign its requests. Without Advanced Data it sends the labels of the questions instead of their IDs, and this recipe does not fit.',
};
