import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const woocommerceSample: RecipeSample = {
  contentType: 'application/json',
  headers: [
    ['X-WC-Webhook-Topic', 'order.created'],
    ['X-WC-Webhook-Signature', 'made-up'],
  ],
  text: '{"id": 727, "number": "727", "order_key": "wc_order_madeup", "status": "processing", "currency": "GBP", "date_created": "2026-03-02T08:00:00", "total": "29.35", "customer_id": 0, "customer_note": "Ring twice", "billing": {"first_name": "Jan", "last_name": "Vos", "email": "jan.vos@mail.example", "phone": "0117 496 0210"}, "line_items": [{"id": 1, "name": "Candle", "quantity": 1}]}',
};
