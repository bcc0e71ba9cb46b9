import { z } from 'zod';
import { ParsedBodySchema } from './delivery.ts';
import { FIELD_TYPES, FieldKeySchema, FieldNameSchema } from './field.ts';
import { ItemOutcomesSchema, ItemReceiptSchema, ReceiptSchema } from './receipt.ts';
import { WebhookConfigSchema } from './webhook.ts';

/**
 * A dry run (PR5): the draft configuration on a payload or on a stored request. Nothing is written or sent. The configuration is
 * checked for shape only: a faulty path comes back as the verdict of its slot, so that the owner sees the rest while typing.
 */
export const PreviewRequestSchema = z.strictObject({
  config: WebhookConfigSchema,
  source: z.union([
    z.strictObject({ text: z.string().max(5_500_000), contentType: z.string().max(200).default('application/json') }),
    z.strictObject({ deliveryId: z.string() }),
  ]),
  /** Fields that do not exist yet, treated in this dry run as if they did: the editor shows what a value becomes before a field is made. */
  newFields: z
    .array(z.strictObject({ key: FieldKeySchema, name: FieldNameSchema, type: z.enum(FIELD_TYPES) }))
    .max(10)
    .default([]),
  /** False leaves the texts of `parsed` empty: whoever has the payload already gets the receipt sooner. */
  withText: z.boolean().default(true),
});
export type PreviewRequest = z.input<typeof PreviewRequestSchema>;

/** The same after validation, with the webhook and the version of its configuration that the draft started from. */
export type PreviewDraft = z.output<typeof PreviewRequestSchema> & { webhookId: string; configVersion: number };

/** `parsed.text` is what the tree shows, unless it was not wanted; a payload that cannot be read has the receipt that its request would have (`unparsed`). */
export const PreviewSchema = z.object({
  parsed: ParsedBodySchema,
  receipt: ReceiptSchema,
  /** Item by item (RC3): how all items would end, and the receipts of the first 100; null where the request is one. */
  items: z
    .object({ total: z.number().int(), outcomes: ItemOutcomesSchema, receipts: z.array(ItemReceiptSchema).max(100) })
    .nullable(),
});
export type Preview = z.infer<typeof PreviewSchema>;
