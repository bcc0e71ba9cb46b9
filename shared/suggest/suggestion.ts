import type { FieldType } from '../contract/field.ts';
import type { IdentitySlot, ProfileSlot } from '../contract/webhook.ts';
import type { JsonValue } from '../json/value.ts';
import type { Path } from '../json-path/path.ts';

/** What a value could be used for: a slot, or a custom field that may have to be made first (`key` is null then). */
export type SuggestedTarget =
  | { kind: 'slot'; slot: IdentitySlot | ProfileSlot }
  | { kind: 'field'; key: string | null; name: string; type: FieldType };

export interface Suggestion {
  target: SuggestedTarget;
  /** The path as it would stand in the row. */
  path: string;
  /** Where the value stands in the sample. */
  place: Path;
  /** Why, in one plain sentence. */
  reason: string;
  /** `sure`: the provider is known, or name and shape agree · `likely`: only one of them speaks for it. */
  confidence: 'sure' | 'likely';
}

/** A value of the payload, with the words that stand around it. */
export interface Leaf {
  place: Path;
  /** The last name on the way, without case and signs: `start_time` → `starttime`. */
  key: string;
  /** All names on the way, in small letters. */
  names: string;
  /** The same with the question beside an answer. */
  words: string;
  value: JsonValue;
}
