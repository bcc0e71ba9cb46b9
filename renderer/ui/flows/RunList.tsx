import type { Run } from '#shared/contract/flow.ts';
import { RunLine, type RunNames } from './RunLine.tsx';
import classes from './runs.module.css';

/** Ways through flows, each with its steps, or with where they stand (`isShort`). `names` tells what of each is not plain from where the list stands. */
export function RunList({
  runs,
  label,
  names = 'flow',
  isShort = false,
}: {
  runs: readonly Run[];
  label: string;
  names?: RunNames;
  isShort?: boolean;
}) {
  return (
    <ol className={classes.runs} aria-label={label}>
      {runs.map((run) => (
        <li key={run.id}>
          <RunLine run={run} names={names} isShort={isShort} />
        </li>
      ))}
    </ol>
  );
}
