import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const squarespaceSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['Squarespace-Signature', 'made-up']],
  text: '{"id": "madeup1", "websiteId": "madeup2", "subscriptionId": "madeup3", "topic": "order.create", "createdOn": "2026-03-02T08:00:00.000Z", "data": {"orderId": "madeup4"}}',
};
