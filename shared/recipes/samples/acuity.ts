import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const acuitySample: RecipeSample = {
  contentType: 'application/x-www-form-urlencoded',
  headers: [['X-Acuity-Signature', 'made-up']],
  text: 'action=scheduled&id=90001&calendarID=7&appointmentTypeID=12',
};
