import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const squareSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['x-square-hmacsha256-signature', 'made-up']],
  text: '{"merchant_id": "MADEUP1", "type": "booking.created", "event_id": "madeup-2", "created_at": "2026-03-02T08:00:00Z", "data": {"type": "booking", "id": "madeup:0", "object": {"booking": {"id": "madeup", "customer_id": "MADEUPCUSTOMER", "start_at": "2026-03-05T09:30:00Z", "status": "ACCEPTED", "customer_note": "Ring twice"}}}}',
};
