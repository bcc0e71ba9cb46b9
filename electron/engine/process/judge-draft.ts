import type { BackTest } from '#shared/contract/back-test.ts';
import type { RunDifference } from '#shared/contract/replay.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { assertNever } from '#shared/errors.ts';
import { compareItems } from './compare-items.ts';
import { type Compared, compareRuns } from './compare-runs.ts';
import { namesOf } from './comparison-words.ts';
import type { DryRun } from './dry-run.ts';

type Judged = Pick<BackTest['requests'][number], 'verdict' | 'sentence' | 'differences'>;

/** One request under the saved webhook and under a draft. A value that the draft still maps and does not get any more makes it worse. */
export function judgeDraft(
  saved: DryRun,
  drafted: DryRun,
  { config, locale }: { config: WebhookConfig; locale: string },
): Judged {
  if ((saved.items === null) !== (drafted.items === null)) {
    const how = drafted.items === null ? 'as one' : 'person by person';
    const sentence = `It would be worked on ${how}: ${drafted.receipt.sentence}`;
    return { verdict: 'different', sentence, differences: [] };
  }
  const compared =
    saved.items !== null && drafted.items !== null
      ? compareItems(saved.items.receipts, drafted.items.receipts, locale)
      : { ...compareRuns({ outcome: saved.receipt.outcome, receipt: saved.receipt }, drafted.receipt), sentence: null };
  const differences = compared.differences.filter(({ isSame }) => !isSame);
  const lost = differences.filter((difference) => isLost(difference, config));
  const verdict = compared.verdict === 'different' && lost.length > 0 ? 'worse' : compared.verdict;
  const words =
    lost.length > 0 && compared.verdict === 'different' ? `It would no longer get: ${namesOf(lost)}.` : null;
  const sentence = words ?? compared.sentence ?? say({ verdict, differences }, saved, drafted);
  return { verdict, sentence, differences };
}

function isLost({ about, before, now }: RunDifference, { identity, profile, fields }: WebhookConfig): boolean {
  if (before.effect === 'nothing' || now.effect !== 'nothing') return false;
  switch (about.kind) {
    case 'contact':
      return true;
    case 'field':
      return fields.some(({ field }) => field === about.field);
    case 'slot':
      return { ...identity, ...profile }[about.slot] !== null;
    default:
      return assertNever(about);
  }
}

function say({ verdict, differences }: Compared, saved: DryRun, drafted: DryRun): string {
  const isWorked = saved.receipt.outcome === 'processed';
  if (verdict === 'same') return 'Nothing differs.';
  if (verdict === 'worse') return `It would not be worked on any more: ${drafted.receipt.sentence}`;
  if (verdict === 'better' && !isWorked) return `It would be worked on: ${drafted.receipt.sentence}`;
  if (verdict === 'better') return `It would also fill: ${namesOf(differences)}.`;
  return saved.receipt.outcome === drafted.receipt.outcome
    ? `It would come out differently: ${namesOf(differences)}.`
    : `It would end differently: ${drafted.receipt.sentence}`;
}
