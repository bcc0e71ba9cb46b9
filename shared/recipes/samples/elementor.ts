import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const elementorSample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [],
  text: 'form%5Bid%5D=c0ffee1&form%5Bname%5D=Ask+for+a+quote&fields%5Bname%5D%5Bid%5D=name&fields%5Bname%5D%5Btype%5D=text&fields%5Bname%5D%5Btitle%5D=Name&fields%5Bname%5D%5Bvalue%5D=Gina+Roth&fields%5Bname%5D%5Braw_value%5D=Gina+Roth&fields%5Bname%5D%5Brequired%5D=1&fields%5Bemail%5D%5Bid%5D=email&fields%5Bemail%5D%5Btype%5D=email&fields%5Bemail%5D%5Btitle%5D=Email&fields%5Bemail%5D%5Bvalue%5D=gina.roth%40mail.example&fields%5Bemail%5D%5Braw_value%5D=gina.roth%40mail.example&fields%5Bemail%5D%5Brequired%5D=1&fields%5Bphone%5D%5Bid%5D=phone&fields%5Bphone%5D%5Btype%5D=tel&fields%5Bphone%5D%5Btitle%5D=Phone&fields%5Bphone%5D%5Bvalue%5D=0117+496+0207&fields%5Bphone%5D%5Braw_value%5D=0117+496+0207&fields%5Bphone%5D%5Brequired%5D=1&fields%5Bmessage%5D%5Bid%5D=message&fields%5Bmessage%5D%5Btype%5D=textarea&fields%5Bmessage%5D%5Btitle%5D=Message&fields%5Bmessage%5D%5Bvalue%5D=Two+windows&fields%5Bmessage%5D%5Braw_value%5D=Two+windows&fields%5Bmessage%5D%5Brequired%5D=1&meta%5Bpage_url%5D%5Btitle%5D=Page+URL&meta%5Bpage_url%5D%5Bvalue%5D=https%3A%2F%2Fshop.example%2Fquote&meta%5Bcredit%5D%5Btitle%5D=Powered+by&meta%5Bcredit%5D%5Bvalue%5D=Elementor',
};
