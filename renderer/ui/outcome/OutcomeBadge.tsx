import { IconAlertTriangle, IconBug, IconCircleCheck, IconCircleDashed, IconMinus } from '@tabler/icons-react';
import type { Outcome, Reason } from '#shared/contract/outcome.ts';
import classes from './outcome.module.css';
import { OUTCOME_WORDS, outcomeLabel, type Tone } from './outcome-words.ts';

const ICONS: Record<Tone, typeof IconMinus> = {
  ok: IconCircleCheck,
  waiting: IconCircleDashed,
  quiet: IconMinus,
  attention: IconAlertTriangle,
  fault: IconBug,
};

/** How a request ended: a sign, a colour and words. */
export function OutcomeBadge({ outcome, reason }: { outcome: Outcome | null; reason: Reason | null }) {
  const { tone } = OUTCOME_WORDS[outcome ?? 'pending'];
  const Icon = ICONS[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {outcomeLabel(outcome, reason)}
    </span>
  );
}
