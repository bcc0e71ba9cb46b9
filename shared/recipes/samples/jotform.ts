import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const jotformSample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [],
  text: 'formID=1000001&submissionID=2000002&formTitle=Ask+for+a+quote&webhookURL=https%3A%2F%2Fexample.com%2Fh%2Fmade-up&type=WEB&rawRequest=%7B%22slug%22%3A+%22submit%2F1000001%22%2C+%22q3_name%22%3A+%7B%22first%22%3A+%22Eva%22%2C+%22last%22%3A+%22Lang%22%7D%2C+%22q4_email%22%3A+%22eva.lang%40mail.example%22%2C+%22q5_phoneNumber%22%3A+%7B%22full%22%3A+%22%280117%29+496+0205%22%7D%2C+%22q6_message%22%3A+%22Two+windows%22%7D',
};
