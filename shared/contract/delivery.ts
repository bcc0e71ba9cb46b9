import { z } from 'zod';
import { RECIPE_IDS } from '../recipes/recipes.ts';
import { InstantSchema, PageQuerySchema, pageOf } from './common.ts';
import { ContactReferenceSchema } from './contact-reference.ts';
import { PrivateQuerySchema } from './field.ts';
import { OutcomeSchema, ReasonSchema } from './outcome.ts';
import { ItemOutcomesSchema, ItemReceiptSchema, ReceiptSchema } from './receipt.ts';
import { VerifySchemeSchema } from './verify.ts';
import { SampleSchema } from './webhook.ts';

/** One request as the log lists it. `outcome` is null until it has been worked on. */
export const DeliverySchema = z.object({
  id: z.string(),
  webhookId: z.string(),
  webhookName: z.string(),
  receivedAt: InstantSchema,
  /** `test` marks requests that Fieldhook sent to itself on the owner's wish, `replay` those that the owner had worked on once more. */
  origin: z.enum(['sender', 'test', 'replay']),
  outcome: OutcomeSchema.nullable(),
  reason: ReasonSchema.nullable(),
  sentence: z.string(),
  /** The answer the sender got, e.g. 200; null for a replay, as nobody asked. */
  answered: z.number().int().nullable(),
  sizeBytes: z.number().int(),
  /** From the first byte to the outcome, in ms; null until there is one. */
  tookMs: z.number().nullable(),
  contact: ContactReferenceSchema.nullable(),
  /** The earlier request with the same signed number or content, or with the same unsigned content within three days (RC6). */
  repeatOf: z.string().nullable(),
  /** An unsigned request that looks like `repeatOf`; it was worked on all the same. */
  possibleDuplicate: z.boolean(),
  /** The request that this one replays: always the first one, also for a replay of a replay (PR4). */
  replayOf: z.string().nullable(),
  /** It came through a former address (RC9): its sender has not been told of the new one. */
  throughFormerAddress: z.boolean(),
  /** How many items of its list were worked on one by one (RC3); null for a request that is one. */
  items: z.number().int().nullable(),
  /**
   * Refused requests that came after this one within an hour, were answered the same and are only counted: how many, and when the latest came.
   * Null where there were none.
   */
  alike: z.object({ count: z.number().int(), until: InstantSchema }).nullable(),
});
export type Delivery = z.infer<typeof DeliverySchema>;

/** In what a payload was written. `query` is a request without a body: what it says stands in its address. */
const PAYLOAD_FORMATS = ['json', 'form', 'multipart', 'xml', 'text', 'query'] as const;
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number];

/** How the body was read: the parsed payload as JSON text (numbers keep their digits), or why it could not be. Paths lead into `text`. */
export const ParsedBodySchema = z.union([
  z.object({
    ok: z.literal(true),
    format: z.enum(PAYLOAD_FORMATS),
    text: z.string(),
    /** The same before texts in it were opened as JSON (RC3), as it is used for a sample; null where none was opened. */
    closedText: z.string().nullable(),
    /** What the owner should know although the body could be read, for example that a name stands in it twice. */
    note: z.string().nullable(),
  }),
  z.object({
    ok: z.literal(false),
    reason: ReasonSchema,
    sentence: z.string(),
    line: z.number().nullable(),
    column: z.number().nullable(),
  }),
]);
export type ParsedBody = z.infer<typeof ParsedBodySchema>;

/** A conflict, and whether it still waits for the owner. */
const ConflictMarkSchema = z.object({ id: z.string(), isOpen: z.boolean() });

export const DeliveryDetailSchema = DeliverySchema.extend({
  method: z.string(),
  /** What stood after the `?` of its address, without it; empty where it is hidden with the raw body. */
  query: z.string(),
  /** As received, in order, repeated names kept. */
  headers: z.array(z.tuple([z.string(), z.string()])),
  contentType: z.string(),
  /** Whether the raw body is still kept; GET …/body answers it byte for byte. */
  hasBody: z.boolean(),
  /** The raw body as text where it is valid in its charset, cut at 64 KB; null where it is not text. */
  bodyText: z.string().nullable(),
  bodyTextCut: z.boolean(),
  parsed: ParsedBodySchema.nullable(),
  receipt: ReceiptSchema.nullable(),
  /** How the items ended that were worked on one by one; their receipts are at GET …/items. Null for a request that is one. */
  itemOutcomes: ItemOutcomesSchema.nullable(),
  /** The version of the webhook's configuration that it was worked on with. */
  configVersion: z.number().int().nullable(),
  /** The scheme by which it was proven to come from its sender; null where nothing was proven. */
  verifiedBy: VerifySchemeSchema.nullable(),
  /** The latest replays of this request, newest first, at most 50. */
  replays: z.array(DeliverySchema),
  /** What waits for the owner in Conflicts, or was decided there (ID10); each item of a request has its own. */
  conflict: ConflictMarkSchema.nullable(),
  /** Whether private values were left out of this answer (LG3). The raw text is then left out as a whole. */
  hasHiddenValues: z.boolean(),
  /** When its content was erased with a person (LG3): no header, query or body is left, and no receipt but that of somebody else. */
  erasedAt: InstantSchema.nullable(),
});
export type DeliveryDetail = z.infer<typeof DeliveryDetailSchema>;

export const DeliveryQuerySchema = PageQuerySchema.extend({
  webhookId: z.string().optional(),
  /** `pending` are those not worked on yet. */
  outcome: z.union([OutcomeSchema, z.literal('pending')]).optional(),
  contact: z.string().optional(),
  since: InstantSchema.optional(),
  until: InstantSchema.optional(),
  /** Words that all stand in the payload or belong to the people it is about, each as the beginning of one (LG2). */
  text: z.string().trim().min(1).max(200).optional(),
});
export type DeliveryQuery = z.infer<typeof DeliveryQuerySchema>;

/** What is exported of the log: all pages together. */
export const ExportLogQuerySchema = DeliveryQuerySchema.omit({ before: true, limit: true });
export type ExportLogQuery = z.infer<typeof ExportLogQuerySchema>;

export const DeliveryPageSchema = pageOf(DeliverySchema);

/** How far the search by text got: how many requests it does not know yet as they are now, about. */
export const SearchStateSchema = z.object({ behind: z.number().int() });
export type SearchState = z.infer<typeof SearchStateSchema>;

/** The items of one request, in their order; `after` is the `nextCursor` of the page before. */
export const DeliveryItemQuerySchema = z.strictObject({
  outcome: OutcomeSchema.optional(),
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  private: PrivateQuerySchema.shape.private,
});
export type DeliveryItemQuery = z.infer<typeof DeliveryItemQuerySchema>;

export const DeliveryItemSchema = ItemReceiptSchema.extend({ conflict: ConflictMarkSchema.nullable() });
export type DeliveryItem = z.infer<typeof DeliveryItemSchema>;
export const DeliveryItemPageSchema = pageOf(DeliveryItemSchema);

/** The requests that arrived while the owner is (or was last) listening, newest first, at most 50. */
export const ListenStateSchema = z.object({
  listening: z.boolean(),
  since: InstantSchema.nullable(),
  until: InstantSchema.nullable(),
  deliveries: z.array(DeliverySchema),
});
export type ListenState = z.infer<typeof ListenStateSchema>;

/** A sample request that Fieldhook sends to its own receiver over HTTP. */
export const SAMPLE_REQUESTS = ['booking', 'order', 'form'] as const;
export const SendSampleSchema = z.strictObject({
  sample: z.enum(SAMPLE_REQUESTS).default('booking'),
  /** A request as this provider sends it, in place of `sample`. */
  recipe: z.enum(RECIPE_IDS).optional(),
  /** The owner's own, in place of both. */
  payload: SampleSchema.pick({ text: true, contentType: true }).strict().optional(),
});
