import type { Recipe } from '../recipe.ts';

export const twilio: Recipe = {
  id: 'twilio',
  name: 'Twilio',
  about: 'a text message',
  headers: ['x-twilio-signature'],
  shape: [['$.MessageSid'], ['$.AccountSid', '^AC'], ['$.From']],
  identity: { phone: '$.From' },
  profile: { name: '$.ProfileName' },
  fields: [{ name: 'Last message', type: 'text', path: '$.Body' }],
  receives: 'twilio',
  verify: 'twilio',
  steps: [
    'Open your number in the Twilio Console, under Phone Numbers.',
    'Paste this address at “A message comes in”, with HTTP POST.',
    'The Auth Token goes into step 4 here, under Signature: without it anybody who learns the address could write STOP for others.',
    'Whoever writes STOP gets nothing any more. Whether your messages arrive is reported to this address by itself.',
  ],
  missing: 'Twilio sends no e-mail, and a name only for WhatsApp. To, the other number in the request, is your own.',
};
