import { z } from 'zod';
import { PathTextSchema } from './common.ts';
import { FieldNameSchema, FieldTypeSchema } from './field.ts';
import { WebhookConfigSchema, WebhookNameSchema } from './webhook.ts';

/**
 * The settings of an inbound webhook as the form of UChat, Flochat and the like has them: a name, the four identity paths, and a row for each
 * custom field. A row fills the field here that has its name and type; where there is none, it makes one.
 */
export const SettingsFormSchema = z.strictObject({
  name: WebhookNameSchema,
  identity: WebhookConfigSchema.shape.identity,
  fields: z
    .array(z.strictObject({ name: FieldNameSchema, type: FieldTypeSchema.default('text'), path: PathTextSchema }))
    .max(200)
    .default([]),
});
export type SettingsForm = z.output<typeof SettingsFormSchema>;
