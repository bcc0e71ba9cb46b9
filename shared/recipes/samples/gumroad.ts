import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const gumroadSample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [],
  text: 'seller_id=MADEUP%3D%3D&product_id=MADEUP2%3D%3D&product_name=Garden+guide&product_permalink=https%3A%2F%2Fgum.co%2Fmadeup&email=mona.reyes%40mail.example&full_name=Mona+Reyes&price=1500&currency=gbp&order_number=300001&sale_id=MADEUP3%3D%3D&sale_timestamp=2026-03-02T08%3A00%3A00Z',
};
