import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const stripeSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['Stripe-Signature', 't=1,v1=made-up']],
  text: '{"id": "evt_madeup", "object": "event", "api_version": "2025-01-27", "created": 1772438400, "type": "checkout.session.completed", "data": {"object": {"id": "cs_madeup", "object": "checkout.session", "amount_total": 2500, "currency": "gbp", "customer": "cus_madeup", "customer_details": {"email": "kira.wolf@mail.example", "name": "Kira Wolf", "phone": "+441174960211"}, "payment_status": "paid"}}}',
};
