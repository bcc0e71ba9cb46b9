import { expect, it } from 'vitest';
import { faultyRows } from '#renderer/features/webhook-editor/save-faults.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';

const config = WebhookConfigSchema.parse({ fields: [{ field: 'room', path: '$.[' }] });

it.each([
  ['/config/identity/email', { kind: 'slot', slot: 'email' }],
  ['/config/profile/firstName', { kind: 'slot', slot: 'firstName' }],
  ['/config/fields/0/path', { kind: 'field', field: 'room' }],
  ['/config/fields/7/path', null],
  ['/config/profile/email', null],
  ['/config/identity/__proto__', null],
  ['/config/limit/hours', null],
  ['/name', null],
])('%s of a refused save is about %j', (pointer, target) => {
  expect(faultyRows([{ pointer, message: 'Not a path.' }], config)).toEqual([
    { pointer, message: 'Not a path.', target },
  ]);
});
