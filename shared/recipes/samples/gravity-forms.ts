import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const gravityFormsSample: RecipeSample = {
  contentType: 'application/json',
  headers: [],
  text: '{"id": "31", "form_id": "4", "date_created": "2026-03-02 08:00:00", "is_starred": "0", "is_read": "0", "ip": "192.0.2.10", "source_url": "https://shop.example/quote", "user_agent": "Mozilla/5.0", "currency": "GBP", "payment_status": "Paid", "status": "active", "1.3": "Femi", "1.6": "Ade", "2": "femi.ade@mail.example", "3": "(0117) 496 0206", "4": "Two windows"}',
};
