import type { Outcome, Reason } from '#shared/contract/outcome.ts';
import { OUTCOME_WORDS, outcomeLabel } from './outcome-words.ts';
import { StateBadge } from './StateBadge.tsx';

/** How a request ended. */
export function OutcomeBadge({ outcome, reason }: { outcome: Outcome | null; reason: Reason | null }) {
  return <StateBadge label={outcomeLabel(outcome, reason)} tone={OUTCOME_WORDS[outcome ?? 'pending'].tone} />;
}
