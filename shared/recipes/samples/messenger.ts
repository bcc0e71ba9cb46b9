import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const messengerSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['X-Hub-Signature-256', 'sha256=made-up']],
  text: JSON.stringify({
    object: 'page',
    entry: [
      {
        id: '1000001',
        time: 1772445600000,
        messaging: [
          {
            sender: { id: '2000002' },
            recipient: { id: '1000001' },
            timestamp: 1772445600000,
            message: { mid: 'm_made-up', text: 'Are you open today?' },
          },
        ],
      },
    ],
  }),
};
