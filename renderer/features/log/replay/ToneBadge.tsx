import type { Tone } from '#renderer/ui/outcome/outcome-words.ts';
import classes from './replay.module.css';

/** A word in the colour of what it means. */
export function ToneBadge({ label, tone }: { label: string; tone: Tone }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {label}
    </span>
  );
}
