import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pointerTo, validationDetails } from '#engine/api/validation-details.ts';
import { PageQuerySchema } from '#shared/contract/common.ts';
import { DeliveryQuerySchema } from '#shared/contract/delivery.ts';
import { DeleteFieldQuerySchema } from '#shared/contract/field.ts';
import { OutcomeSchema } from '#shared/contract/outcome.ts';
import { PreviewRequestSchema } from '#shared/contract/preview.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { CreateWebhookSchema } from '#shared/contract/webhook.ts';

const OUTCOME_WORDS = `Choose one of ${[...OutcomeSchema.options, 'pending'].map((name) => `"${name}"`).join(', ')}.`;

const cases: { title: string; schema: z.ZodType; input: unknown; pointers: string[] }[] = [
  { title: 'a missing key', schema: CreateWebhookSchema, input: {}, pointers: ['/name'] },
  { title: 'the body itself', schema: CreateWebhookSchema, input: [], pointers: [''] },
  {
    title: 'every unknown key by its own pointer',
    schema: CreateWebhookSchema,
    input: { name: 'A', colour: 1, 'a/b~c': 2 },
    pointers: ['/colour', '/a~1b~0c'],
  },
  {
    title: 'a prototype key like any other',
    schema: CreateWebhookSchema,
    input: JSON.parse('{"name":"A","config":{"__proto__":{}}}'),
    pointers: ['/config/__proto__'],
  },
  {
    title: 'a place in a list',
    schema: CreateWebhookSchema,
    input: { name: 'A', config: { fields: [{ field: 'a', path: '$' }, { field: 'b' }] } },
    pointers: ['/config/fields/1/path'],
  },
  {
    title: 'the shape that was most likely meant, where several are allowed',
    schema: PreviewRequestSchema,
    input: { config: {}, source: { text: 5 } },
    pointers: ['/source/text'],
  },
];

describe('validationDetails', () => {
  it.each(cases)('points to $title', ({ schema, input, pointers }) => {
    const { error } = schema.safeParse(input);
    expect(error && validationDetails(error).map((detail) => detail.pointer)).toEqual(pointers);
  });

  it('stays short however many faults there are', () => {
    const hostile = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`k${index}`, index]));
    const { error } = z.strictObject({}).safeParse(hostile);
    expect(error && validationDetails(error)).toHaveLength(50);
  });
});

describe('what is said', () => {
  it.each<[title: string, schema: z.ZodType, input: unknown, message: string]>([
    ['words for a number', PageQuerySchema, { limit: 'many' }, 'This must be a number.'],
    ['a page of nothing', PageQuerySchema, { limit: '0' }, 'This must be at least 1.'],
    ['a page without end', PageQuerySchema, { limit: '1000' }, 'This must be at most 200.'],
    ['half a page', PageQuerySchema, { limit: '1.5' }, 'This must be a whole number.'],
    ['a list that is none', SettingsSchema, { ownEmails: 'me@example.com' }, 'This must be a list.'],
    [
      'a rule with words of its own',
      SettingsSchema,
      { timeZone: 'Berlin' },
      'This is not a time zone, for example Europe/London.',
    ],
    ['a choice of two', DeleteFieldQuerySchema, { force: 'perhaps' }, 'Choose one of "true", "false".'],
    ['a choice written as several shapes', DeliveryQuerySchema, { outcome: 'splendid' }, OUTCOME_WORDS],
  ])('names what is expected for %s', (_, schema, input, message) => {
    const { error } = schema.safeParse(input);
    expect(error && validationDetails(error).map((detail) => detail.message)).toEqual([message]);
  });
});

describe('pointerTo', () => {
  it('writes JSON Pointers', () => {
    expect(pointerTo([])).toBe('');
    expect(pointerTo(['a', 0, 'b/c', 'd~e', ''])).toBe('/a/0/b~1c/d~0e/');
  });
});
