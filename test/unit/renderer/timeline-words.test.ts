import { expect, it } from 'vitest';
import { sayChange } from '#renderer/features/contacts/timeline-words.ts';
import type { TimelineChange } from '#shared/contract/timeline.ts';
import { localFormOf } from '#shared/local-form/local-form.ts';

const HERE = localFormOf({ country: 'GB', timeZone: 'Europe/London' });

it.each<[TimelineChange, string]>([
  [{ of: 'contact', what: 'optOut', before: null, after: 'sms' }, 'Wants no messages any more: SMS'],
  [{ of: 'contact', what: 'optOut', before: 'email', after: null }, 'Wants messages again: E-mail'],
  [{ of: 'contact', what: 'tag', before: null, after: 'vip' }, 'Tag “vip” added'],
  [{ of: 'field', field: 'room', name: 'Room', type: 'text', before: '12', after: null }, 'Room cleared, it was 12'],
])('what changed is said in a few words: %o', (change, words) => {
  expect(sayChange(change, 'hand', HERE)).toBe(words);
});
