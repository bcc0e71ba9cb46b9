import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const twilioSample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [['X-Twilio-Signature', 'made-up']],
  text: 'ToCountry=GB&MessageSid=SMmadeup&AccountSid=ACmadeup&From=%2B441174960214&To=%2B441174960299&Body=Are+you+open+today%3F&NumMedia=0&ApiVersion=2010-04-01',
};
