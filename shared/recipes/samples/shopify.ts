import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const shopifySample: RecipeSample = {
  contentType: 'application/json',
  headers: [
    ['X-Shopify-Topic', 'orders/create'],
    ['X-Shopify-Hmac-Sha256', 'made-up'],
  ],
  text: '{"id": 8200001, "admin_graphql_api_id": "gid://shopify/Order/8200001", "name": "#1042", "email": "ines.maro@mail.example", "phone": null, "created_at": "2026-03-02T08:00:00+00:00", "currency": "GBP", "total_price": "64.50", "financial_status": "paid", "note": "Leave it next door", "billing_address": {"first_name": "Ines", "last_name": "Maro", "phone": null, "city": "Bristol"}, "customer": {"id": 7100001, "admin_graphql_api_id": "gid://shopify/Customer/7100001", "first_name": "Ines", "last_name": "Maro", "email": "ines.maro@mail.example", "phone": "+441174960209"}, "line_items": [{"id": 1, "title": "Candle", "quantity": 2, "price": "18.00"}]}',
};
