import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { Run } from '#shared/contract/flow.ts';
import { StateBadge } from '../outcome/StateBadge.tsx';
import { ToneBadge } from '../outcome/ToneBadge.tsx';
import { PlainText } from '../PlainText.tsx';
import { RelativeTime } from '../time/RelativeTime.tsx';
import { RunView } from './RunView.tsx';
import { RUN_STATE_WORDS } from './run-words.ts';
import classes from './runs.module.css';

/** What of a way through a flow is not plain from where it stands. */
export type RunNames = 'flow' | 'person' | 'both';

/** Somebody's way through a flow, with its steps; `isShort`: with where they stand. */
export function RunLine({ run, names, isShort = false }: { run: Run; names: RunNames; isShort?: boolean }) {
  return (
    <>
      <div className={classes.runHead}>
        {names !== 'flow' && run.contact !== null && (
          <Anchor component={Link} href={`/contacts/${run.contact.userNs}`} size="sm" fw={550}>
            <PlainText text={sayPhone(run.contact.label)} />
          </Anchor>
        )}
        {names !== 'person' && (
          <Anchor component={Link} href={`/flows/${run.flow}`} size="sm">
            <PlainText text={run.flowName} />
          </Anchor>
        )}
        <StateBadge {...RUN_STATE_WORDS[run.state]} />
        {run.isTry && <ToneBadge label="Try" tone="quiet" />}
        <RelativeTime at={run.startedAt} />
      </div>
      {run.sentence !== run.steps.at(-1)?.sentence && (
        <p className={classes.sentence}>
          <PlainText text={sayPhonesIn(run.sentence)} />
        </p>
      )}
      {run.isOlder && (
        <p className={classes.sentence}>
          The flow was changed since: this goes by its steps as they were at the start.
        </p>
      )}
      <RunView run={run} isShort={isShort} />
    </>
  );
}
