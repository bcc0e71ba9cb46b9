import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const hubspotSample: RecipeSample = {
  contentType: 'application/json',
  headers: [
    ['X-HubSpot-Signature-v3', 'made-up'],
    ['X-HubSpot-Request-Timestamp', '1772438400000'],
  ],
  text: '[{"eventId": 1, "subscriptionId": 2, "portalId": 3, "appId": 4, "occurredAt": 1772438400000, "subscriptionType": "contact.creation", "attemptNumber": 0, "objectId": 5001, "changeSource": "CRM"}, {"eventId": 2, "subscriptionId": 2, "portalId": 3, "appId": 4, "occurredAt": 1772438401000, "subscriptionType": "contact.creation", "attemptNumber": 0, "objectId": 5002, "changeSource": "CRM"}]',
};
