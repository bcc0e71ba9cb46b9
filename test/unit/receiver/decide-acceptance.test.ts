import { describe, expect, it } from 'vitest';
import { type Acceptance, decideAcceptance } from '#engine/receiver/decide-acceptance.ts';
import { RateWindow } from '#engine/receiver/rate-window.ts';
import type { LiveWebhook } from '#engine/receiver/token-table.ts';
import type { Trust } from '#engine/receiver/trust.ts';

const NOW = Date.UTC(2026, 0, 1);
const HOUR = 3_600_000;
const LISTENING = { since: NOW - 1000, until: NOW + 1000 };
const full = () => new RateWindow({ requests: 1, windowMs: HOUR }, [NOW - 500]);
const free = () => new RateWindow({ requests: 1, windowMs: HOUR }, []);

const CASES: [
  rule: string,
  webhook: Pick<LiveWebhook, 'active' | 'listen' | 'window'>,
  expected: { status: number; settled: string | null; body: boolean; heard: boolean; counted: boolean },
][] = [
  [
    'RC1 active: accepted, to be worked on',
    { active: true, listen: null, window: free() },
    { status: 200, settled: null, body: true, heard: false, counted: true },
  ],
  [
    'RC5 active while listening: runs normally, and is heard',
    { active: true, listen: LISTENING, window: free() },
    { status: 200, settled: null, body: true, heard: true, counted: true },
  ],
  [
    'RC5 inactive while listening: becomes a sample',
    { active: false, listen: LISTENING, window: free() },
    { status: 200, settled: 'sample', body: true, heard: true, counted: true },
  ],
  [
    'RC5 inactive: refused for now, kept with its body',
    { active: false, listen: null, window: free() },
    { status: 503, settled: 'refused/inactive', body: true, heard: false, counted: false },
  ],
  [
    'RC5 inactive, listening is over',
    { active: false, listen: { since: NOW - 2000, until: NOW }, window: free() },
    { status: 503, settled: 'refused/inactive', body: true, heard: false, counted: false },
  ],
  [
    'RC4 beyond the limit: refused, body not kept',
    { active: true, listen: null, window: full() },
    { status: 429, settled: 'refused/rate-limited', body: false, heard: false, counted: false },
  ],
  [
    'RC4 the limit holds while listening, too',
    { active: false, listen: LISTENING, window: full() },
    { status: 429, settled: 'refused/rate-limited', body: false, heard: true, counted: false },
  ],
  [
    'RC4 a lifted limit counts nothing',
    { active: true, listen: null, window: null },
    { status: 200, settled: null, body: true, heard: false, counted: false },
  ],
];

describe('decideAcceptance', () => {
  it.each(CASES)('%s', (_rule, webhook, expected) => {
    const acceptance = decide(webhook);
    expect(summary(acceptance)).toEqual(expected);
  });

  it.each([
    ['on', { active: true, listen: null, window: free() }, false],
    ['off', { active: false, listen: null, window: free() }, false],
    ['off, listening', { active: false, listen: LISTENING, window: free() }, true],
    ['on, its limit reached', { active: true, listen: null, window: full() }, false],
  ])('RC7 without proof of its sender a request is refused, whatever else holds: %s', (_, webhook, heard) => {
    const refused: Trust = { kind: 'refused', sentence: 'It is not signed.' };
    const expected = { status: 401, settled: 'refused/bad-signature', body: true, heard, counted: false };
    expect(summary(decide(webhook, refused))).toEqual(expected);
    expect(decide(webhook, refused).settled?.sentence).toBe('It is not signed.');
    expect(decide(webhook, refused, 100_001).keepBody).toBe(false);
  });

  it('RC4 and RC5 tell the sender when to come back', () => {
    const limited = decide({ active: true, listen: null, window: full() });
    // Half a second of the hour has passed; the sender is told in whole seconds.
    expect(limited.answer.headers.slice(-2)).toEqual(['retry-after', '3600']);
    const inactive = decide({ active: false, listen: null, window: null });
    expect(inactive.answer.headers.slice(-2)).toEqual(['retry-after', '300']);
  });
});

function decide(
  webhook: Pick<LiveWebhook, 'active' | 'listen' | 'window'>,
  trust: Trust = { kind: 'unsigned', repeatKey: () => null },
  sizeBytes = 2,
): Acceptance {
  const secrets = { secrets: [], verifyTokens: [] };
  const rest = { verify: { scheme: 'none' as const }, secrets, connectUntil: null, toldQuestions: free() };
  const live: LiveWebhook = { id: 'whk_1', ...webhook, ...rest };
  return decideAcceptance(live, { id: 'dlv_1', receivedAt: NOW, sizeBytes }, trust, NOW);
}

function summary({ answer, settled, keepBody, heard, counted }: Acceptance) {
  const outcome = settled && [settled.outcome, settled.reason].filter(Boolean).join('/');
  return { status: answer.status, settled: outcome, body: keepBody, heard, counted };
}
