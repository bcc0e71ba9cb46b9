import { OUTCOME_WORDS } from '#renderer/ui/outcome/outcome-words.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { OUTCOMES, type Outcome } from '#shared/contract/outcome.ts';
import type { Overview, OverviewRange } from '#shared/contract/overview.ts';

/** What the owner looks for in a chart; the table has each outcome by itself. */
export type Group = 'done' | 'quiet' | 'problem';

export const GROUPS: readonly { group: Group; label: string }[] = [
  { group: 'problem', label: 'With a problem' },
  { group: 'quiet', label: 'Duplicates and samples' },
  { group: 'done', label: 'Processed' },
];

export interface Bar {
  from: string;
  total: number;
  /** Shares of the highest bar, 0 to 1. */
  parts: Record<Group, number>;
  counts: Partial<Record<Outcome, number>>;
}

/** Of the highest bar: a part that is there stays visible however small. */
const VISIBLE = 0.02;

/** Bars in proportion to the highest one. */
export function barsOf(spans: Overview['spans']): Bar[] {
  const most = Math.max(1, ...spans.map(({ outcomes }) => sum(outcomes)));
  return spans.map(({ from, outcomes }) => {
    const parts = { done: 0, quiet: 0, problem: 0 };
    for (const [outcome, count] of entries(outcomes)) parts[groupOf(outcome)] += count;
    const shares = Object.fromEntries(
      Object.entries(parts).map(([group, count]) => [group, count === 0 ? 0 : Math.max(VISIBLE, count / most)]),
    ) as Bar['parts'];
    return { from, total: sum(outcomes), parts: shares, counts: outcomes };
  });
}

/** The outcomes that occurred at all, in the order of the contract, each with how often. */
export function totalsOf(spans: Overview['spans']): { outcome: Outcome; count: number }[] {
  return OUTCOMES.map((outcome) => ({
    outcome,
    count: spans.reduce((total, { outcomes }) => total + (outcomes[outcome] ?? 0), 0),
  })).filter(({ count }) => count > 0);
}

/** `12 processed, 1 failed`; `no requests`. */
export function sayOutcomes(outcomes: Partial<Record<Outcome, number>>): string {
  const said = entries(outcomes).map(
    ([outcome, count]) => `${sayCount(count)} ${OUTCOME_WORDS[outcome].label.toLowerCase()}`,
  );
  return said.length === 0 ? 'no requests' : said.join(', ');
}

export const RANGE_WORDS: Record<OverviewRange, { label: string; sentence: string; span: 'hour' | 'day' | 'month' }> = {
  day: { label: '24 hours', sentence: 'in the last 24 hours', span: 'hour' },
  fortnight: { label: '14 days', sentence: 'in the last 14 days', span: 'day' },
  year: { label: '12 months', sentence: 'in the last 12 months', span: 'month' },
};

function groupOf(outcome: Outcome): Group {
  const { tone } = OUTCOME_WORDS[outcome];
  if (tone === 'ok') return 'done';
  return tone === 'quiet' ? 'quiet' : 'problem';
}

function entries(outcomes: Partial<Record<Outcome, number>>): [Outcome, number][] {
  return OUTCOMES.flatMap((outcome) => {
    const count = outcomes[outcome] ?? 0;
    return count === 0 ? [] : [[outcome, count] as [Outcome, number]];
  });
}

function sum(outcomes: Partial<Record<Outcome, number>>): number {
  return entries(outcomes).reduce((total, [, count]) => total + count, 0);
}
