import { z } from 'zod';
import { FIELD_TYPES, FieldKeySchema, type FieldType } from './field.ts';
import { IDENTITY_SLOTS, PROFILE_SLOTS, WebhookConfigSchema } from './webhook.ts';

/** Tests kept of one webhook. */
export const MOST_TESTS = 20;
/** Of the payload of a test, in characters. */
export const TEST_PAYLOAD_CHARACTERS = 50_000;
/** Of a request that is worked on item by item, so many of the first are told. */
export const TEST_PEOPLE = 20;

const TextSchema = z.string().max(2_100);

/**
 * What a webhook makes of one person in a payload, whoever is known already: only what gives a value is here. A field that is cleared (CV2) is null.
 */
export const ReadPersonSchema = z.strictObject({
  identity: z.partialRecord(z.enum(IDENTITY_SLOTS), TextSchema).default({}),
  profile: z.partialRecord(z.enum(PROFILE_SLOTS), TextSchema).default({}),
  fields: z.record(FieldKeySchema, TextSchema.nullable()).default({}),
});
export type ReadPerson = z.infer<typeof ReadPersonSchema>;

export const TestNameSchema = z.string().trim().min(1, 'Give the test a name.').max(120);

/**
 * A test of a webhook: a made-up payload in the shape of a real one, and whom and what the webhook is expected to read in it. Nobody’s
 * values are in it, so it travels with the webhook (EX1).
 */
export const WebhookTestSchema = z.strictObject({
  name: TestNameSchema,
  /** JSON. */
  payload: z.string().max(TEST_PAYLOAD_CHARACTERS),
  /** One person, or one an item (RC3); none where the payload cannot be worked on. */
  expected: z.array(ReadPersonSchema).max(TEST_PEOPLE),
});
export type WebhookTest = z.infer<typeof WebhookTestSchema>;

/** How a test ended. `what` is the name of a slot or field; a value is null where nothing is read, and empty where a field is cleared. */
export const TestResultSchema = z.object({
  passes: z.boolean(),
  sentence: z.string(),
  differences: z.array(
    z.object({
      what: z.string(),
      /** Of the field; null where it is none. */
      type: z.enum(FIELD_TYPES).nullable(),
      expected: z.string().nullable(),
      now: z.string().nullable(),
    }),
  ),
});
export type TestResult = z.infer<typeof TestResultSchema>;

/** A test as it is kept, and how it ends with the configuration that was asked about. */
export const KeptTestSchema = WebhookTestSchema.extend({ id: z.string(), result: TestResultSchema });
export type KeptTest = z.infer<typeof KeptTestSchema>;

export const RunTestsSchema = z.strictObject({
  /** A draft; without one, as the webhook is saved. */
  config: WebhookConfigSchema.optional(),
});

/**
 * Makes a test of a payload or a stored request: its values are replaced by made-up ones, and what the webhook makes of these now is expected
 * from then on. Or keeps one that there was.
 */
export const CreateTestSchema = z.union([
  z.strictObject({
    name: TestNameSchema,
    source: z.union([
      z.strictObject({ text: z.string().max(5_500_000) }),
      z.strictObject({ deliveryId: z.string().max(100) }),
    ]),
    config: WebhookConfigSchema.optional(),
  }),
  z.strictObject({ test: WebhookTestSchema }),
]);

export const MadeTestSchema = z.object({
  test: KeptTestSchema,
  /** Names of rows that read something in the request and nothing in its made-up values: the test says nothing of them. */
  uncovered: z.array(z.string()),
});

/** With `config`, what this draft makes of the payload is expected from now on. */
export const UpdateTestSchema = z.strictObject({
  name: TestNameSchema.optional(),
  expect: z.strictObject({ config: WebhookConfigSchema }).optional(),
});

/** Fields that are not here yet. */
export type NewFields = { key: string; name: string; type: FieldType }[];
