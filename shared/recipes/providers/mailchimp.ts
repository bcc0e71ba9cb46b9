import type { Recipe } from '../recipe.ts';

export const mailchimp: Recipe = {
  id: 'mailchimp',
  name: 'Mailchimp',
  about: 'a subscription',
  headers: [],
  shape: [['$.type', '^(subscribe|unsubscribe|profile|upemail|cleaned)$'], ['$.data.list_id'], ['$.fired_at']],
  identity: { phone: '$.data.merges.PHONE', email: '$.data.email', crmContactId: '$.data.id' },
  profile: { firstName: '$.data.merges.FNAME', lastName: '$.data.merges.LNAME' },
  fields: [
    { name: 'Subscription', type: 'text', path: '$.type' },
    { name: 'Interests', type: 'text', path: '$.data.merges.INTERESTS' },
  ],
  verify: 'none',
  steps: [
    'Open Audience, Settings, Webhooks in Mailchimp and create a webhook.',
    'Paste this address and choose which changes are sent. Mailchimp asks the address first; Fieldhook answers.',
  ],
  missing: 'Mailchimp does not sign its requests. The phone number is there only if the audience has that field.',
};
