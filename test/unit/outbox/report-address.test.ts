import { expect, it } from 'vitest';
import { reportAddress, reportBase } from '#engine/outbox/report-address.ts';
import { WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { storedWebhook } from '#test/doubles/memory-receiver-store.ts';

const config = WebhookConfigSchema.parse({ receives: 'twilio' });
const OPEN = { state: 'ready', url: 'https://hooks.example.com/' } as const;
const one = storedWebhook({ token: 'one', config, active: true, createdAt: 1 });

it.each([
  [
    'the newest webhook for it',
    'sms',
    [one, { ...one, token: 'two', createdAt: 2 }],
    OPEN,
    'https://hooks.example.com/h/two',
  ],
  ['calls too', 'voice', [one], OPEN, 'https://hooks.example.com/h/one'],
  ['one that is off', 'sms', [{ ...one, active: false }], OPEN, null],
  ['one for data', 'sms', [{ ...one, config: WebhookConfigSchema.parse({}) }], OPEN, null],
  ['one that cannot be read', 'sms', [{ ...one, isBroken: true }], OPEN, null],
  ['no public address', 'sms', [one], { state: 'retrying', url: OPEN.url }, null],
  ['another provider', 'messenger', [one], OPEN, null],
] as const)('SN4 Twilio reports to its webhook: %s', (_name, channel, webhooks, tunnel, base) => {
  expect(reportBase(channel, webhooks, tunnel)).toBe(base);
});

it('SN4 the address of a report names its message', () => {
  expect(reportAddress('https://hooks.example.com/h/one', 'msg_1')).toBe(
    'https://hooks.example.com/h/one?message=msg_1',
  );
});
