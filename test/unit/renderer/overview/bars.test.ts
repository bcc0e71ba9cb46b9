import { describe, expect, it } from 'vitest';
import { barsOf, sayOutcomes, totalsOf } from '#renderer/features/webhooks-list/overview/bars.ts';
import type { Overview } from '#shared/contract/overview.ts';

const span = (outcomes: Overview['spans'][number]['outcomes']) => ({ from: '2026-03-02T00:00:00.000Z', outcomes });

describe('barsOf', () => {
  it('draws in proportion to the highest bar, by what the owner looks for', () => {
    const [high, low] = barsOf([
      span({ processed: 6, duplicate: 1, sample: 1, unidentified: 1, failed: 1 }),
      span({ processed: 5 }),
    ]);
    expect(high).toMatchObject({ total: 10, parts: { done: 0.6, quiet: 0.2, problem: 0.2 } });
    expect(low).toMatchObject({ total: 5, parts: { done: 0.5, quiet: 0, problem: 0 } });
  });

  it('keeps a single problem among many visible, and draws nothing of nothing', () => {
    const [busy, empty] = barsOf([span({ processed: 10_000, failed: 1 }), span({})]);
    expect(busy?.parts.problem).toBe(0.02);
    expect(empty).toMatchObject({ total: 0, parts: { done: 0, quiet: 0, problem: 0 } });
  });
});

it('totalsOf names the outcomes that occurred, and no others', () => {
  expect(totalsOf([span({ failed: 1 }), span({ processed: 2, failed: 3 })])).toEqual([
    { outcome: 'processed', count: 2 },
    { outcome: 'failed', count: 4 },
  ]);
});

it.each([
  [{}, 'no requests'],
  [{ failed: 1, processed: 12 }, '12 processed, 1 failed'],
])('sayOutcomes %j → %s', (outcomes, words) => expect(sayOutcomes(outcomes)).toBe(words));
