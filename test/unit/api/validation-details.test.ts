import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pointerTo, validationDetails } from '#engine/api/validation-details.ts';
import { PreviewRequestSchema } from '#shared/contract/preview.ts';
import { CreateWebhookSchema } from '#shared/contract/webhook.ts';

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

describe('pointerTo', () => {
  it('writes JSON Pointers', () => {
    expect(pointerTo([])).toBe('');
    expect(pointerTo(['a', 0, 'b/c', 'd~e', ''])).toBe('/a/0/b~1c/d~0e/');
  });
});
