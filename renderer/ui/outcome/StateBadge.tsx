import { IconAlertTriangle, IconBug, IconCircleCheck, IconCircleDashed, IconMinus } from '@tabler/icons-react';
import classes from './outcome.module.css';
import type { Tone } from './outcome-words.ts';

const ICONS: Record<Tone, typeof IconMinus> = {
  ok: IconCircleCheck,
  waiting: IconCircleDashed,
  quiet: IconMinus,
  attention: IconAlertTriangle,
  fault: IconBug,
};

/** How something stands: a sign, a colour and words. */
export function StateBadge({ label, tone }: { label: string; tone: Tone }) {
  const Icon = ICONS[tone];
  return (
    <span className={classes.badge} data-tone={tone}>
      <Icon size={14} stroke={2} aria-hidden />
      {label}
    </span>
  );
}
