import type { Receipt } from '#shared/contract/receipt.ts';
import type { ReplayCounts, RunDifference } from '#shared/contract/replay.ts';
import { SLOT_WORDS } from '#shared/contract/slot-words.ts';
import { assertNever } from '#shared/errors.ts';
import { excerptOf } from '#shared/json/excerpt.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import type { Compared, FirstRun } from './compare-runs.ts';

/** Names in one sentence; the rest is counted. */
const NAMED = 4;

/** The verdict of a comparison in words. */
export function sayComparison(first: FirstRun, today: Receipt, { verdict, differences }: Compared): string {
  const changed = differences.filter(({ isSame }) => !isSame);
  switch (verdict) {
    case 'same':
      return today.outcome === 'processed'
        ? 'Nothing differs: today it would do the same as the first time.'
        : 'Nothing differs: it would end as it did the first time, and nothing would be written.';
    case 'better':
      return first.outcome === 'processed'
        ? `Today it would also fill: ${namesOf(changed)}.`
        : `Today it would be worked on: ${today.sentence}`;
    case 'worse':
      return `Today it would fail: ${today.sentence}`;
    case 'different':
      return sayDifferent(first, today, changed);
    default:
      return assertNever(verdict);
  }
}

function sayDifferent(first: FirstRun, today: Receipt, changed: readonly RunDifference[]): string {
  if (first.outcome === 'duplicate') return `Today it would have its effect, a second time: ${today.sentence}`;
  if (first.outcome !== today.outcome) return `Today it would end differently: ${today.sentence}`;
  if (first.receipt === null) return `What the first run did is not known any more. Today: ${today.sentence}`;
  const contact = changed.find(({ about }) => about.kind === 'contact');
  if (contact !== undefined && contact.before.text !== contact.now.text) {
    return `Today it would be about ${contact.now.text} instead of ${contact.before.text}.`;
  }
  return `Today it would come out differently: ${namesOf(changed)}.`;
}

export function namesOf(differences: readonly RunDifference[]): string {
  const names = differences.map(({ about }) => nameOf(about));
  const more = names.length - NAMED;
  return more > 0 ? `${names.slice(0, NAMED).join(', ')} and ${more} more` : names.join(', ');
}

function nameOf(about: RunDifference['about']): string {
  switch (about.kind) {
    case 'contact':
      return 'contact';
    case 'slot':
      return SLOT_WORDS[about.slot];
    case 'field':
      return excerptOf(about.name, 80);
    default:
      return assertNever(about);
  }
}

/** “47 same, 2 better, 1 would now fail.” */
export function sayCounts({ same, better, different, worse, left, replacing }: ReplayCounts, locale: string): string {
  const say = (count: number) => sayCount(count, locale);
  const parts = [
    same > 0 && `${say(same)} the same`,
    better > 0 && `${say(better)} better`,
    different > 0 && `${say(different)} different`,
    worse > 0 && `${say(worse)} would now fail`,
    left > 0 && `${say(left)} cannot be replayed`,
  ].filter((part) => part !== false);
  const newer =
    replacing > 0 &&
    `${say(replacing)} of them would replace what a contact has now; they run in the order in which they arrived, so the last one wins.`;
  return [`${parts.join(', ') || 'No request'}.`, newer].filter((part) => part !== false).join(' ');
}
