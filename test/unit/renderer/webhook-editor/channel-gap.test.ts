import { expect, it } from 'vitest';
import { channelGap } from '#renderer/features/webhook-editor/handling/channel-gap.ts';
import type { Receipt } from '#shared/contract/receipt.ts';

const receipt = (isNew: boolean, slots: ('phone' | 'email')[]): Receipt => ({
  outcome: 'processed',
  reason: null,
  sentence: '',
  next: '',
  identification: null,
  profile: null,
  contact: { userNs: null, label: 'Jane Doe', isNew, channel: 'sms' },
  contactChanges: slots.map((slot) => ({ slot, verdict: 'set', before: null, after: 'something', sentence: '' })),
  fields: [],
  messages: [],
});

it.each([
  ['sms', receipt(true, ['email']), 'phone number'],
  ['whatsapp', receipt(true, []), 'phone number'],
  ['email', receipt(true, ['phone']), 'e-mail address'],
] as const)('a new contact cannot be reached by %s without what that needs', (channel, dryRun, missing) => {
  expect(channelGap(channel, dryRun)).toContain(missing);
});

it.each([
  ['sms', receipt(true, ['phone'])],
  ['email', receipt(true, ['email'])],
  ['messenger', receipt(true, [])],
  ['sms', receipt(false, [])],
  ['sms', null],
] as const)('nothing is missing for %s', (channel, dryRun) => {
  expect(channelGap(channel, dryRun)).toBeNull();
});
