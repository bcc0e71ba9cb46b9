import type { Recipe } from '../recipe.ts';

export const messenger: Recipe = {
  id: 'messenger',
  name: 'Messenger',
  about: 'a message to your page',
  headers: [],
  shape: [['$.object', '^page$'], ['$.entry[*].messaging[*].sender.id']],
  identity: { userNs: '$.entry[*].messaging[*]..referral.ref' },
  profile: {},
  fields: [{ name: 'Last message', type: 'text', path: '$.entry[*].messaging[*].message.text' }],
  itemsPath: '$.entry',
  receives: 'messenger',
  verify: 'meta',
  steps: [
    'Open your app at developers.facebook.com and add Messenger.',
    'Under Webhooks paste this address, type a verify token (the same one in step 4 here) and subscribe to messages, messaging_postbacks and messaging_referrals.',
    'The App Secret goes into step 4 here, under Signature: without it anybody who learns the address could write for others.',
    'Send your clients the link m.me/YOURPAGE?ref={{ contact.user_ns }}: who writes through it is known as the contact that they are.',
  ],
  missing:
    'Facebook sends no name, phone number or e-mail: only an id that your page knows the person by. Who writes without your link becomes a contact of their own, whom you can answer and later merge.',
};
