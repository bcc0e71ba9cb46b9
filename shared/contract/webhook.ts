import { z } from 'zod';
import { CountrySchema, InstantSchema, PathTextSchema, TimeZoneSchema } from './common.ts';
import { FieldKeySchema } from './field.ts';
import { FlowKeySchema } from './flow-key.ts';
import { SecretStateSchema } from './secret.ts';
import { TransformSchema } from './transform.ts';
import { VerifySchema } from './verify.ts';

/** The four ways to tell who a request is about, in the order in which they are tried (ID3–ID6). */
export const IDENTITY_SLOTS = ['userNs', 'crmContactId', 'phone', 'email'] as const;
export type IdentitySlot = (typeof IDENTITY_SLOTS)[number];

export const PROFILE_SLOTS = ['firstName', 'lastName', 'name'] as const;
export type ProfileSlot = (typeof PROFILE_SLOTS)[number];

/** Where a new contact is reached first (ID5, ID6). */
export const CHANNELS = ['sms', 'voice', 'whatsapp', 'email', 'messenger'] as const;
export const ChannelSchema = z.enum(CHANNELS);
export type Channel = z.infer<typeof ChannelSchema>;

const OptionalPathSchema = PathTextSchema.nullable().default(null);

/** So long a deletion can be undone. */
export const PUT_BACK_MINUTES = 10;

/** A stated date pattern (CV6), Luxon tokens such as `dd/MM/yyyy HH:mm`. */
export const DatePatternSchema = z.string().trim().min(1).max(100);

export const FieldMappingSchema = z.strictObject({
  field: FieldKeySchema,
  path: PathTextSchema,
  /** Null reads the standard formats. */
  pattern: DatePatternSchema.nullable().default(null),
  /** CV9, in this order; absent, the value is converted as it is. */
  transforms: z.array(TransformSchema).max(10).optional(),
});
export type FieldMapping = z.infer<typeof FieldMappingSchema>;

const LimitSchema = z.strictObject({
  requests: z.number().int().min(1).max(1_000_000),
  hours: z.number().int().min(1).max(720),
});

/** The newest set of parsing rules (RC3), the one that new webhooks get. It must be in `engine/formats/parse-body.ts`. */
export const NEWEST_PARSER = 1;

/** What a webhook does with a request. This is what is saved, versioned, previewed and (later) exported. Unknown keys are refused. */
export const WebhookConfigSchema = z.strictObject({
  /**
   * The number of the rules by which a request's bytes become a payload: those that the webhook was made with, so that an upgrade never
   * changes a live mapping (RC3). A configuration that does not say was made with the first.
   */
  parser: z
    .number()
    .int()
    .min(1)
    .refine((version) => version <= NEWEST_PARSER, {
      error: `This was made with newer parsing rules than this Fieldhook has (it knows those up to ${NEWEST_PARSER}). Update Fieldhook first.`,
    })
    .default(1),
  identity: z
    .strictObject({
      userNs: OptionalPathSchema,
      crmContactId: OptionalPathSchema,
      phone: OptionalPathSchema,
      email: OptionalPathSchema,
    })
    .prefault({}),
  profile: z
    .strictObject({ firstName: OptionalPathSchema, lastName: OptionalPathSchema, name: OptionalPathSchema })
    .prefault({}),
  fields: z.array(FieldMappingSchema).max(200).default([]),
  /** Key of a JSON field that receives the whole payload (CV8). */
  payloadField: FieldKeySchema.nullable().default(null),
  /**
   * One contact per item (RC3): the path of a list, made of names and positions. Each item of the list is worked on by itself, as if it were the
   * only one in the list: a path into the list, such as `$.people[*].email`, means this item's value, and every other path, such as
   * `$.order.number`, means what it always does. Paths stay rooted at `$`; no item sees the values of another one. At most 1,000 items.
   *
   * Each item counts against the limit (RC4). A request is answered before it is read, so it takes one place then and one for each further item
   * when it has been worked on: it is worked on whole, and the next ones wait until there is room again. Null: the request is one.
   */
  itemsPath: PathTextSchema.nullable().default(null),
  /**
   * Paths to texts that are read as JSON before anything else, in this order (RC3), so that the other paths go on inside: `$.raw` here
   * makes `$.raw.email` lead somewhere. Only names and positions, and `[*]` for each item of `itemsPath`; a text that is no JSON object or list stays a text, and the receipt says so.
   */
  openStrings: z.array(PathTextSchema).max(20).default([]),
  channel: ChannelSchema.default('sms'),
  /**
   * What arrives: `data` about people; or what the provider of a channel tells: messages that people write, which open a conversation (SN3) and
   * may be a STOP (SN6), and reports about ours. `twilio` is for SMS, WhatsApp and calls.
   */
  receives: z.enum(['data', 'twilio', 'messenger']).default('data'),
  /** The flow that a request starts for its contact; null: it only files. */
  flow: FlowKeySchema.nullable().default(null),
  /** Whom a request is about: the first identifier that decides (`compatible`, ID3–ID7), or all of them, which must agree (`careful`, ID10). */
  identification: z.enum(['compatible', 'careful']).default('compatible'),
  /** What a matched contact's own identifiers and profile values do when the request brings others (ID9). */
  onMatch: z.enum(['fill-blanks', 'overwrite', 'leave']).default('fill-blanks'),
  /** Country in which a phone number without a country code is read (ID13). */
  defaultCountry: CountrySchema.default('GB'),
  /** Countries for which digits without a plus sign may be read as an international number (ID13). */
  plusCountries: z.array(CountrySchema).max(250).default([]),
  /** Zone in which a date and time without an offset is read (CV6). */
  timeZone: TimeZoneSchema.default('Europe/London'),
  /** How numbers are written in text (CV4): `1,234.50` (point) or `1.234,50` (comma). */
  numberFormat: z.enum(['point', 'comma']).default('point'),
  /** Requests taken per rolling window (RC4); null lifts the limit. */
  limit: LimitSchema.nullable().default({ requests: 500, hours: 24 }),
  /**
   * Whether messages wait for the owner that depend on a row, or on a place of the request that the flow reads itself, which does not give any
   * more what it gave before: its path leads nowhere now, or to another kind of value. What such a message says may be of an earlier request,
   * or be incomplete.
   */
  holdOnDrift: z.boolean().default(true),
  /** How a request proves that it comes from its sender (RC7). The secrets are kept apart. */
  verify: VerifySchema.default({ scheme: 'none' }),
});
export type WebhookConfig = z.infer<typeof WebhookConfigSchema>;

export const WebhookNameSchema = z.string().trim().min(1, 'Give the webhook a name.').max(120);

/** The payload the editor works on. `deliveryId` tells which real request it came from; null means it was typed or pasted. */
export const SampleSchema = z.object({
  text: z.string().max(5_500_000),
  contentType: z.string().max(200),
  deliveryId: z.string().nullable(),
});
export type Sample = z.infer<typeof SampleSchema>;

export const WebhookSchema = WebhookConfigSchema.extend({
  id: z.string(),
  name: WebhookNameSchema,
  active: z.boolean(),
  /** Grows by one with every saved change of the configuration. */
  version: z.number().int(),
  token: z.string(),
  /** Where the sender posts to: the public address when there is one, else the one on this computer. */
  address: z.url(),
  /** `interrupted`: it is the public address, but nothing comes through it at the moment. */
  reach: z.enum(['public', 'interrupted', 'this-computer']),
  /** Former addresses that still work (RC9), latest first, and when something last came through them. `hint` is the beginning of the token. */
  formerAddresses: z.array(
    z.object({ hint: z.string(), address: z.url(), until: InstantSchema, lastUsedAt: InstantSchema.nullable() }),
  ),
  listeningUntil: InstantSchema.nullable(),
  /** Which secrets are stored, never what they are. */
  secrets: z.array(SecretStateSchema),
  createdAt: InstantSchema,
  updatedAt: InstantSchema,
});
export type Webhook = z.infer<typeof WebhookSchema>;

export const CreateWebhookSchema = z.strictObject({
  name: WebhookNameSchema,
  config: WebhookConfigSchema.optional(),
  /** The webhook whose tests it gets, too, as a duplicate does. */
  testsOf: z.string().max(100).optional(),
});

/** `version` guards against overwriting a newer save (STALE); `active` alone needs none. A given `config` replaces the saved one whole. */
export const UpdateWebhookSchema = z.strictObject({
  name: WebhookNameSchema.optional(),
  active: z.boolean().optional(),
  config: WebhookConfigSchema.optional(),
  version: z.number().int().optional(),
});
export type UpdateWebhook = z.infer<typeof UpdateWebhookSchema>;

/** By what a former token is named without giving it away. */
export function formerHint(token: string): string {
  return token.slice(0, 8);
}

export const RotateTokenSchema = z.strictObject({
  /** How long the old address keeps working (RC9). */
  overlapHours: z.number().int().min(0).max(720).default(24),
});
