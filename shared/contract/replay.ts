import { z } from 'zod';
import { InstantSchema } from './common.ts';
import { DeliveryQuerySchema, DeliverySchema } from './delivery.ts';
import { FIELD_TYPES } from './field.ts';
import { OutcomeSchema, ReasonSchema } from './outcome.ts';
import { ReceiptSchema } from './receipt.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS } from './webhook.ts';

/**
 * The same key for the same request is one replay, however often the call comes: a button that is clicked twice, or a call that is
 * repeated because its answer was lost, does nothing more. Without a key each call is a replay.
 */
const ReplayKeySchema = z
  .string()
  .regex(/^[\w-]{8,100}$/, 'A key has 8 to 100 letters, digits, hyphens and underscores.')
  .optional();

/** Replays a stored request with today's configuration (PR4). `dryRun` answers what would differ and writes nothing. */
export const ReplayRequestSchema = z.strictObject({ dryRun: z.boolean(), key: ReplayKeySchema });

/** What one run makes of a mapped value: `value` goes to the contact · `clears` empties it (CV2) · `nothing` leaves it, for the reason in words. */
export const RunValueSchema = z.object({
  effect: z.enum(['value', 'clears', 'nothing']),
  /** Canonical for its type, as in FieldValue; null unless `value`. */
  text: z.string().nullable(),
  sentence: z.string(),
});
export type RunValue = z.infer<typeof RunValueSchema>;

/** One mapped value, in the first run and today. */
export const RunDifferenceSchema = z.object({
  about: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('contact') }),
    z.object({ kind: z.literal('slot'), slot: z.enum([...IDENTITY_SLOTS, ...PROFILE_SLOTS]) }),
    z.object({ kind: z.literal('field'), field: z.string(), name: z.string(), type: z.enum(FIELD_TYPES) }),
  ]),
  before: RunValueSchema,
  now: RunValueSchema,
  isSame: z.boolean(),
  /** What the contact has at present and would lose to the replay, canonical; null where nothing is lost. */
  replaces: z.string().nullable(),
  /** Which item it is about, from 1, where the request is worked on item by item (RC3). */
  item: z.number().int().optional(),
});
export type RunDifference = z.infer<typeof RunDifferenceSchema>;

/**
 * `same` · `better` it would be worked on now, or more would be filled and nothing else change · `different` · `worse` it was worked on and
 * would not be any more
 */
export const REPLAY_VERDICTS = ['same', 'better', 'different', 'worse'] as const;
export const ReplayVerdictSchema = z.enum(REPLAY_VERDICTS);
export type ReplayVerdict = z.infer<typeof ReplayVerdictSchema>;

/** Something to know before replaying, besides what differs. */
export const ReplayNoteSchema = z.object({
  kind: z.enum([
    'inactive',
    'unproven',
    'repeat',
    'contact-deleted',
    'first-stays',
    'replaces',
    'replayed-before',
    'starts-flow',
    'flow-stays',
  ]),
  sentence: z.string(),
});
export type ReplayNote = z.infer<typeof ReplayNoteSchema>;

/** The first run of a request beside what the code that does the work makes of it today. */
export const ReplayComparisonSchema = z.object({
  webhookId: z.string(),
  webhookName: z.string(),
  first: z.object({
    /** The request that arrived; also where the replay of a replay was asked for. */
    deliveryId: z.string(),
    receivedAt: InstantSchema,
    outcome: OutcomeSchema.nullable(),
    reason: ReasonSchema.nullable(),
    sentence: z.string(),
    configVersion: z.number().int().nullable(),
    /** Null where it was not worked on (refused, kept as a sample, suppressed). */
    receipt: ReceiptSchema.nullable(),
  }),
  today: z.object({ configVersion: z.number().int().nullable(), receipt: ReceiptSchema }),
  verdict: ReplayVerdictSchema,
  /** The verdict in words. */
  sentence: z.string(),
  /** Everything that is mapped in one of the two runs, also what is the same; item by item, only what is not, of the first items. */
  differences: z.array(RunDifferenceSchema),
  notes: z.array(ReplayNoteSchema),
});
export type ReplayComparison = z.infer<typeof ReplayComparisonSchema>;

export const ReplayAnswerSchema = z.discriminatedUnion('dryRun', [
  z.object({ dryRun: z.literal(true), comparison: ReplayComparisonSchema }),
  /** `isNew` is false where the same key had made this replay before. */
  z.object({ dryRun: z.literal(false), replay: DeliverySchema, isNew: z.boolean() }),
]);

/** So many requests are replayed at once at most. */
export const REPLAYED_AT_ONCE = 500;

/** Several at once: those named, or the newest that the log shows under a filter. A request and its replays count as one. */
export const ReplayManyRequestSchema = z
  .strictObject({
    dryRun: z.boolean(),
    key: ReplayKeySchema,
    ids: z.array(z.string()).min(1).max(REPLAYED_AT_ONCE).optional(),
    filter: DeliveryQuerySchema.omit({ before: true, limit: true }).optional(),
  })
  .refine(({ ids, filter }) => (ids === undefined) !== (filter === undefined), {
    path: ['ids'],
    message: 'Name either requests or a filter.',
  });

/** Why a request is left out. */
export const NOT_REPLAYED = ['gone', 'no-body', 'waiting'] as const;
export type NotReplayed = (typeof NOT_REPLAYED)[number];

export const ReplayCountsSchema = z.object({
  same: z.number().int(),
  better: z.number().int(),
  different: z.number().int(),
  worse: z.number().int(),
  /** Cannot be replayed. */
  left: z.number().int(),
  /** Of all that can be: would take a value from a contact that it has at present. */
  replacing: z.number().int(),
});
export type ReplayCounts = z.infer<typeof ReplayCountsSchema>;

const LeftOutSchema = z.object({ id: z.string(), why: z.enum(NOT_REPLAYED), sentence: z.string() });

export const ReplayManyAnswerSchema = z.discriminatedUnion('dryRun', [
  z.object({
    dryRun: z.literal(true),
    counts: ReplayCountsSchema,
    /** The counts in words: “47 same, 2 better, 1 would now fail”. */
    sentence: z.string(),
    /** In order of arrival. Each is compared by itself: what a replay before it would change is not known yet. */
    requests: z.array(
      z.object({
        id: z.string(),
        webhookName: z.string(),
        receivedAt: InstantSchema,
        /** Whom it would be about today. */
        contact: z.string().nullable(),
        verdict: ReplayVerdictSchema,
        sentence: z.string(),
        isReplacing: z.boolean(),
      }),
    ),
    left: z.array(LeftOutSchema),
    /** Whether more fit the filter than are replayed at once. */
    isCut: z.boolean(),
  }),
  z.object({
    dryRun: z.literal(false),
    replays: z.array(DeliverySchema),
    left: z.array(LeftOutSchema),
    isCut: z.boolean(),
  }),
]);
export type ReplayOverview = Extract<z.infer<typeof ReplayManyAnswerSchema>, { dryRun: true }>;
