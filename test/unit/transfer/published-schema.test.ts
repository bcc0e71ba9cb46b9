import { expect, it } from 'vitest';
import { webhookFileJsonSchema } from '#engine/api/webhook-file.ts';
import published from '#shared/contract/webhook-file.schema.json' with { type: 'json' };

it('EX1 the published JSON Schema is that of the file', () => {
  expect(webhookFileJsonSchema()).toEqual(published);
});
