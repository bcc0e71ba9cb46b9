import type { Recipe } from '../recipe.ts';

export const hubspot: Recipe = {
  id: 'hubspot',
  name: 'HubSpot',
  about: 'a changed contact',
  headers: ['x-hubspot-signature-v3', 'x-hubspot-signature'],
  shape: [['$[0].subscriptionType'], ['$[0].portalId'], ['$[0].objectId']],
  identity: { crmContactId: '$[*].objectId' },
  profile: {},
  fields: [
    { name: 'HubSpot change', type: 'text', path: '$[*].subscriptionType' },
    { name: 'Changed at', type: 'datetime', path: '$[*].occurredAt' },
  ],
  itemsPath: '$',
  verify: 'hubspot',
  steps: [
    'Open your app in HubSpot, then Webhooks, and paste this address as the target URL.',
    'Create subscriptions for contact.creation and the properties that you want.',
  ],
  missing:
    'HubSpot sends the contact’s number, but no name, e-mail or phone, and up to 100 changes in one request. Only contacts that already have that number as their CRM Contact Id are found.',
};
