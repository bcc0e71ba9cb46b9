import type { ReactNode } from 'react';
import classes from './outcome.module.css';
import type { Tone } from './outcome-words.ts';

/** A word in the colour of what it means, after a sign where there is one. */
export function ToneBadge({ label, tone, icon }: { label: string; tone: Tone; icon?: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {icon}
      {label}
    </span>
  );
}
