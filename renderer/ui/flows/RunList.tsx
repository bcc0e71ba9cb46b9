import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { Run } from '#shared/contract/flow.ts';
import { StateBadge } from '../outcome/StateBadge.tsx';
import { ToneBadge } from '../outcome/ToneBadge.tsx';
import { PlainText } from '../PlainText.tsx';
import { RelativeTime } from '../time/RelativeTime.tsx';
import { RunView } from './RunView.tsx';
import { RUN_STATE_WORDS } from './run-words.ts';
import classes from './runs.module.css';

/** Ways through flows, each with its steps. */
export function RunList({ runs, label }: { runs: readonly Run[]; label: string }) {
  return (
    <ol className={classes.runs} aria-label={label}>
      {runs.map((run) => (
        <li key={run.id}>
          <div className={classes.runHead}>
            <Anchor component={Link} href={`/flows/${run.flow}`} size="sm">
              <PlainText text={run.flowName} />
            </Anchor>
            <StateBadge {...RUN_STATE_WORDS[run.state]} />
            {run.isTry && <ToneBadge label="Try" tone="quiet" />}
            <RelativeTime at={run.startedAt} />
          </div>
          <p className={classes.sentence}>
            <PlainText text={sayPhonesIn(run.sentence)} />
          </p>
          <RunView run={run} />
        </li>
      ))}
    </ol>
  );
}
