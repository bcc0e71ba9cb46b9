import type { ItemReceipt, Receipt } from '#shared/contract/receipt.ts';
import type { ReplayVerdict } from '#shared/contract/replay.ts';
import { sayCount } from '#shared/local-form/say-number.ts';
import { type Compared, compareRuns } from './compare-runs.ts';
import { sayCounts } from './comparison-words.ts';

/** More values than this are not read through; the counts tell of all. */
const MOST_DIFFERENCES = 200;
/** From the one that weighs most: that is the verdict of the whole. */
const BY_WEIGHT = ['worse', 'different', 'better'] as const satisfies ReplayVerdict[];

/**
 * Item by item (RC3), what a run of today makes of a request against its first run (PR4): each item is compared with the one at the same
 * place. Of the differences only those that change something are listed.
 */
export function compareItems(
  first: readonly ItemReceipt[],
  today: readonly ItemReceipt[],
  locale: string,
): Compared & { sentence: string } {
  const before = new Map(first.map(({ position, receipt }) => [position, receipt]));
  const counts = { same: 0, better: 0, different: 0, worse: 0, left: 0, replacing: 0 };
  const differences: Compared['differences'] = [];
  for (const { position, receipt } of today) {
    const compared = compareRuns(runOf(before.get(position)), receipt);
    counts[compared.verdict] += 1;
    const telling = compared.differences.filter(({ isSame, replaces }) => !isSame || replaces !== null);
    if (telling.some(({ replaces }) => replaces !== null)) counts.replacing += 1;
    differences.push(...telling.map((difference) => ({ ...difference, item: position })));
  }
  const verdict = BY_WEIGHT.find((one) => counts[one] > 0) ?? (first.length === today.length ? 'same' : 'different');
  return { verdict, differences: differences.slice(0, MOST_DIFFERENCES), sentence: say(today.length, counts, locale) };
}

function runOf(receipt: Receipt | undefined) {
  return { outcome: receipt?.outcome ?? null, receipt: receipt ?? null };
}

function say(total: number, counts: Parameters<typeof sayCounts>[0], locale: string): string {
  const words = sayCounts({ ...counts, replacing: 0 }, locale);
  return `Of ${sayCount(total, locale)} ${total === 1 ? 'person' : 'people'}: ${words}`;
}
