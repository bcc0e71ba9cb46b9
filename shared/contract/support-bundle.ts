import { z } from 'zod';
import { BackupReasonSchema } from './backup.ts';
import { CountrySchema, InstantSchema, TimeZoneSchema } from './common.ts';
import { FIELD_TYPES } from './field.ts';
import { HealthSchema, IntakeSchema, TunnelStatusSchema } from './health.ts';
import { OutcomeSchema } from './outcome.ts';
import { OverviewSchema } from './overview.ts';
import { SettingsSchema } from './settings.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, WebhookConfigSchema } from './webhook.ts';

const config = WebhookConfigSchema.shape;
const count = () => z.number().int();

/** How a webhook is set up, by number instead of by name: where it reads, and nothing that it ever read. */
const WebhookOutlineSchema = z.strictObject({
  /** From 1 on, in the order in which they were made. */
  number: count(),
  isActive: z.boolean(),
  version: count(),
  parser: count(),
  receives: config.receives,
  identification: config.identification,
  onMatch: config.onMatch,
  channel: config.channel,
  defaultCountry: config.defaultCountry,
  timeZone: config.timeZone,
  numberFormat: config.numberFormat,
  limit: config.limit,
  holdOnDrift: config.holdOnDrift,
  /** How requests prove where they come from; the keys to it are not in here. */
  proof: z.string(),
  itemsPath: z.string().nullable(),
  openStrings: z.array(z.string()),
  identity: z.partialRecord(z.enum(IDENTITY_SLOTS), z.string()),
  profile: z.partialRecord(z.enum(PROFILE_SLOTS), z.string()),
  rows: z.array(
    z.strictObject({
      path: z.string(),
      /** Null where the field was deleted. */
      type: z.enum(FIELD_TYPES).nullable(),
      isPrivate: z.boolean(),
      transforms: z.array(z.string()),
    }),
  ),
  keepsPayload: z.boolean(),
  startsFlow: z.boolean(),
  drifts: count(),
});
export type WebhookOutline = z.infer<typeof WebhookOutlineSchema>;

/** One event of the engine: when, which, and of its facts the numbers and the words that name a kind of thing. */
export const LoggedEventSchema = z.strictObject({
  at: InstantSchema,
  level: z.enum(['info', 'warn', 'error']),
  event: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type LoggedEvent = z.infer<typeof LoggedEventSchema>;

/**
 * What helps somebody else to find a fault: how this Fieldhook is set up and how it is doing. No person, no value of a request, no text of the
 * owner's, no address, no token and no secret is in it (LG3).
 */
export const SupportBundleSchema = z.strictObject({
  format: z.literal('fieldhook-support'),
  formatVersion: z.literal(1),
  madeAt: InstantSchema,
  versions: z.strictObject({
    fieldhook: z.string(),
    /** Of the database. */
    schema: count(),
    node: z.string(),
    electron: z.string().nullable(),
  }),
  computer: z.strictObject({
    system: z.string(),
    release: z.string(),
    architecture: z.string(),
    processors: count(),
    memoryBytes: z.number(),
    /** Of the disk that holds the data; null where the system does not say. */
    disk: OverviewSchema.shape.disk,
  }),
  settings: z.strictObject({
    country: CountrySchema,
    timeZone: TimeZoneSchema,
    provider: TunnelStatusSchema.shape.provider,
    retention: SettingsSchema.shape.retention.unwrap(),
    /** How many of each are set. */
    ownEmails: count(),
    ownPhones: count(),
    allowedHosts: count(),
    channels: z.array(z.strictObject({ channel: z.string(), mode: z.string() })),
  }),
  health: z.strictObject({
    startedAt: InstantSchema,
    host: HealthSchema.shape.host,
    isListening: z.boolean(),
    tunnel: TunnelStatusSchema.shape.state,
    intake: IntakeSchema.pick({ state: true, reason: true }).strict(),
    isProcessing: z.boolean(),
    isClockDoubted: z.boolean(),
    /** How many there are. */
    notices: count(),
    pending: count(),
    notIndexed: count(),
    unknownAddressRequests: count(),
  }),
  counts: z.strictObject({
    contacts: count(),
    fields: count(),
    privateFields: count(),
    flows: count(),
    /** With something wrong in them. */
    faultyFlows: count(),
    webhooks: count(),
    /** Waiting for a decision, counted up to 100. */
    conflicts: count(),
    messagesWaiting: count(),
  }),
  webhooks: z.array(WebhookOutlineSchema),
  /** Of the last 24 hours, oldest first. */
  hours: z.array(z.strictObject({ from: InstantSchema, outcomes: z.partialRecord(OutcomeSchema, count()) })),
  /** Made in these hours, as they stand now. */
  messages: OverviewSchema.shape.messages,
  /** When requests from the internet could not arrive, latest first, 50 at most. */
  outages: z.array(
    z.strictObject({
      provider: TunnelStatusSchema.shape.provider,
      from: InstantSchema,
      to: InstantSchema.nullable(),
      isOtherAddress: z.boolean(),
    }),
  ),
  backups: z.array(
    z.strictObject({ madeAt: InstantSchema, reason: BackupReasonSchema, sizeBytes: z.number(), checked: z.boolean() }),
  ),
  /** What the engine noted since its start, oldest first, 200 at most. */
  log: z.array(LoggedEventSchema),
});
export type SupportBundle = z.infer<typeof SupportBundleSchema>;
