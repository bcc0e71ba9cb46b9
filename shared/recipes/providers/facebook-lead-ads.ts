import type { Recipe } from '../recipe.ts';

export const facebookLeadAds: Recipe = {
  id: 'facebook-lead-ads',
  name: 'Facebook lead ads',
  about: 'a lead',
  headers: [],
  shape: [['$.object', '^page$'], ["$.entry[*].changes[?@.field=='leadgen'].value.leadgen_id"]],
  identity: {},
  profile: {},
  fields: [
    { name: 'Lead number', type: 'text', path: "$.entry[*].changes[?@.field=='leadgen'].value.leadgen_id" },
    { name: 'Form number', type: 'text', path: "$.entry[*].changes[?@.field=='leadgen'].value.form_id" },
  ],
  verify: 'meta',
  steps: [
    'Open your app at developers.facebook.com and add Webhooks for Page.',
    'Paste this address, type a verify token (the same one in step 4 here) and subscribe to leadgen.',
    'Connect the page with the app.',
  ],
  missing:
    'Facebook sends no person at all: only the number of the lead. Name, e-mail and phone have to be fetched from its API, so by themselves these requests cannot be given to a contact.',
};
