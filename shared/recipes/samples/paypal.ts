import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const paypalSample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [],
  text: 'txn_type=web_accept&txn_id=MADEUP17&payer_id=MADEUPPAYER&payer_email=leo.stein%40mail.example&first_name=Leo&last_name=Stein&contact_phone=0117+496+0212&business=hello%40example.com&receiver_email=hello%40example.com&mc_gross=40.00&mc_currency=GBP&payment_status=Completed&payment_date=08%3A00%3A00+Mar+02%2C+2026+PST&item_name=First+visit&verify_sign=made-up',
};
