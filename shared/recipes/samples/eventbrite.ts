import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const eventbriteSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['X-Eventbrite-Event', 'order.placed']],
  text: '{"config": {"action": "order.placed", "webhook_id": "1000003", "user_id": "1000004", "endpoint_url": "https://example.com/h/made-up"}, "api_url": "https://www.eventbriteapi.com/v3/orders/1000005/"}',
};
