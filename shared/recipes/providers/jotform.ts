import type { Recipe } from '../recipe.ts';

export const jotform: Recipe = {
  id: 'jotform',
  name: 'Jotform',
  about: 'a filled-in form',
  headers: [],
  shape: [['$.formID'], ['$.submissionID'], ['$.rawRequest']],
  identity: { phone: '$.rawRequest[?@.full].full', email: "$.rawRequest[?match(@, '[^@ ]+@[^@ ]+[.][^@ ]+')]" },
  profile: { firstName: '$.rawRequest[?@.first].first', lastName: '$.rawRequest[?@.last].last' },
  fields: [
    { name: 'Form', type: 'text', path: '$.formTitle' },
    { name: 'Answers', type: 'json', path: '$.rawRequest' },
  ],
  openStrings: ['$.rawRequest'],
  verify: 'none',
  steps: [
    'Open the form in Jotform, then Settings, Integrations, and look for WebHooks.',
    'Paste this address and press Complete Integration.',
  ],
  missing:
    'Jotform does not sign its requests. Its questions are numbered, so the recipe takes the first answer that looks like an e-mail, and the first name and phone question: look at them if the form asks for several.',
};
