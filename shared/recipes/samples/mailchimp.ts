import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const mailchimpSample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [],
  text: 'type=subscribe&fired_at=2026-03-02+08%3A00%3A00&data%5Bid%5D=madeup1&data%5Blist_id%5D=madeup2&data%5Bemail%5D=nils.aho%40mail.example&data%5Bmerges%5D%5BFNAME%5D=Nils&data%5Bmerges%5D%5BLNAME%5D=Aho&data%5Bmerges%5D%5BPHONE%5D=0117+496+0213&data%5Bmerges%5D%5BINTERESTS%5D=Gardens',
};
