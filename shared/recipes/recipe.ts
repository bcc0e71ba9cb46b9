import type { FieldType } from '../contract/field.ts';
import type { Verify } from '../contract/verify.ts';
import type { IdentitySlot, ProfileSlot, WebhookConfig } from '../contract/webhook.ts';

/** A place that must have a value, and what that value must look like (a regular expression) where its being there says too little. */
export type Condition = readonly [path: string, looksLike?: string];

/** What Fieldhook knows of one provider's requests. Data only: paths, words and presets. */
export interface Recipe {
  id: string;
  name: string;
  /** Which of its requests this is for: “a booking”. */
  about: string;
  /** Any of these headers (in small letters) tells that it is the provider; so do all conditions together. */
  headers: readonly string[];
  shape: readonly Condition[];
  identity: Partial<Record<IdentitySlot, string>>;
  profile: Partial<Record<ProfileSlot, string>>;
  fields: readonly RecipeField[];
  /** Texts that are read as JSON first, and the list that is worked on item by item (RC3). */
  openStrings?: readonly string[];
  itemsPath?: string;
  /** Where its requests are not data: messages that people write, and reports about ours (SN3, SN6). */
  receives?: Exclude<WebhookConfig['receives'], 'data'>;
  /** How it proves that it is the sender. It is not switched on by itself: without its secret every request would be refused. */
  verify: Verify['scheme'];
  /** The header, coding and template of a signature that has no preset of its own, in words for step 4. */
  signature?: string;
  /** What to click at the provider, one sentence each. */
  steps: readonly string[];
  /** What the provider does not send, or sends in a way that needs care. Null where nothing is missing. */
  missing: string | null;
}

export interface RecipeField {
  name: string;
  type: FieldType;
  path: string;
}

/** A made-up request as the provider sends them. */
export interface RecipeSample {
  contentType: string;
  headers: readonly (readonly [string, string])[];
  text: string;
}
