import { z } from 'zod';

/** What a template puts the value in the place of. */
export const VALUE_PLACE = /\{\{ *value *\}\}/g;

/** CV9: what happens to a value before it is converted. Texts may be empty while they are being typed; such a row cannot be saved. */
export const TransformSchema = z.discriminatedUnion('kind', [
  /** Without blanks and invisible characters at both ends. */
  z.strictObject({ kind: z.literal('trim') }),
  z.strictObject({ kind: z.literal('lower') }),
  z.strictObject({ kind: z.literal('upper') }),
  z.strictObject({ kind: z.literal('first-word') }),
  z.strictObject({ kind: z.literal('last-word') }),
  /** A list, or everything that the path finds, as one text. */
  z.strictObject({ kind: z.literal('join'), separator: z.string().max(20) }),
  /** The first part that fits a regular expression of RE2, or its first group. */
  z.strictObject({ kind: z.literal('extract'), pattern: z.string().max(200) }),
  /** Where nothing is there: no value, null, a blank text, or a pattern that did not fit. */
  z.strictObject({ kind: z.literal('default'), text: z.string().max(500) }),
  /** A text with the value in the place of `{{ value }}`. */
  z.strictObject({ kind: z.literal('template'), text: z.string().max(500) }),
]);
export type Transform = z.infer<typeof TransformSchema>;
