import type { Run } from '#shared/contract/flow.ts';
import { RunLine, type RunNames } from './RunLine.tsx';
import classes from './runs.module.css';

/** Ways through flows, each with its steps. `names` tells what of each is not plain from where the list stands. */
export function RunList({ runs, label, names = 'flow' }: { runs: readonly Run[]; label: string; names?: RunNames }) {
  return (
    <ol className={classes.runs} aria-label={label}>
      {runs.map((run) => (
        <li key={run.id}>
          <RunLine run={run} names={names} />
        </li>
      ))}
    </ol>
  );
}
