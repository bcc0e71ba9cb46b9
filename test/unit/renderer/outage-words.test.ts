import { expect, it } from 'vitest';
import { outageWords } from '#renderer/features/settings/outage-words.ts';

it.each([
  [null, 'Not over yet'],
  ['2026-03-02T09:00:59Z', 'Less than a minute'],
  ['2026-03-02T09:01:00Z', 'About 1 minute'],
  ['2026-03-02T10:29:00Z', 'About 89 minutes'],
  ['2026-03-02T10:40:00Z', 'About 2 hours'],
  ['2026-03-04T09:00:00Z', 'About 2 days'],
])('an interruption until %s: %s', (to, words) => {
  expect(outageWords({ from: '2026-03-02T09:00:00Z', to })).toBe(words);
});
