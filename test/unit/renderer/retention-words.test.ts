import { expect, it } from 'vitest';
import { sayRetention } from '#renderer/features/settings/retention-words.ts';

const BUSINESS = { locale: 'en-GB', timeZone: 'Europe/London' };
const AT = '2026-03-02T09:30:00.000Z';
const NO_MESSAGES = { messages: 0, runs: 0, oldestMessage: null };

it.each([
  {
    preview: { requests: 0, bodies: 0, oldestRequest: AT, oldestBody: AT, ...NO_MESSAGES },
    words:
      'Once saved, nothing that is here now is deleted: requests stay from 2 Mar 2026 on, raw texts stay from 2 Mar 2026 on, no messages stay.',
  },
  {
    preview: { requests: 0, bodies: 1, oldestRequest: AT, oldestBody: null, ...NO_MESSAGES },
    words:
      'Once saved, 1 raw text is deleted within the hour, for good: requests stay from 2 Mar 2026 on, no raw texts stay, no messages stay.',
  },
  {
    preview: { requests: 1200, bodies: 90, oldestRequest: AT, oldestBody: AT, ...NO_MESSAGES },
    words:
      'Once saved, 1,200 requests and 90 raw texts are deleted within the hour, for good: requests stay from 2 Mar 2026 on, raw texts stay from 2 Mar 2026 on, no messages stay.',
  },
  {
    preview: { requests: 2, bodies: 0, oldestRequest: AT, oldestBody: AT, messages: 3, runs: 1, oldestMessage: AT },
    words:
      'Once saved, 2 requests, 3 messages and 1 way through a flow are deleted within the hour, for good: requests stay from 2 Mar 2026 on, raw texts stay from 2 Mar 2026 on, messages stay from 2 Mar 2026 on.',
  },
])('LG3 $words', ({ preview, words }) => expect(sayRetention(preview, BUSINESS)).toBe(words));
