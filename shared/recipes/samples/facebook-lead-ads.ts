import type { RecipeSample } from '../recipe.ts';

/** Everybody and everything in it is made up. */
export const facebookLeadAdsSample: RecipeSample = {
  contentType: 'application/json',
  headers: [['X-Hub-Signature-256', 'sha256=made-up']],
  text: '{"object": "page", "entry": [{"id": "1000006", "time": 1772438400, "changes": [{"field": "leadgen", "value": {"leadgen_id": "1000007", "form_id": "1000008", "page_id": "1000006", "created_time": 1772438400}}]}]}',
};
