import { Anchor, Button } from '@mantine/core';
import { useLayoutEffect, useRef } from 'react';
import { Link } from 'wouter';
import { useContinueRun, useStopRun } from '#renderer/door/mutations.ts';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { Run } from '#shared/contract/flow.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { ConfirmButton } from '../ConfirmButton.tsx';
import { PlainText } from '../PlainText.tsx';
import { tellFailure } from '../tell.ts';
import { RelativeTime } from '../time/RelativeTime.tsx';
import { isSteerable, stepState } from './run-words.ts';
import classes from './runs.module.css';
import { StepKindIcon } from './StepIcon.tsx';

/** What each step of somebody's way through a flow did, and how to go on or end it. `isShort`: of the steps before the last, those that went
 * well are folded away. */
export function RunView({ run, isShort = false }: { run: Run; isShort?: boolean }) {
  const { folded = [], shown = [] } = Object.groupBy(run.steps, (step) =>
    isShort && step !== run.steps.at(-1) && (step.state === 'done' || step.state === 'skipped') ? 'folded' : 'shown',
  );
  return (
    <>
      {run.steps.length === 0 ? (
        <p className={classes.sentence}>
          {run.finishedAt === null
            ? 'It has not taken a step yet.'
            : 'It had no steps, or what they did is not kept any more.'}
        </p>
      ) : (
        <>
          {folded.length > 0 && (
            <details className={classes.before}>
              <summary>{folded.length === 1 ? '1 step before' : `${folded.length} steps before`}</summary>
              <StepList run={run} steps={folded} label={`Earlier steps of ${run.flowName}`} />
            </details>
          )}
          <StepList run={run} steps={shown} label={`Steps of ${run.flowName}`} />
        </>
      )}
      {isSteerable(run) && <Steering run={run} />}
    </>
  );
}

function StepList({ run, steps, label }: { run: Run; steps: Run['steps']; label: string }) {
  return (
    <ol className={classes.steps} aria-label={label}>
      {steps.map((step, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what happened stays in its order, and a step may come twice (it waited, then went on).
        <li key={index} data-state={step.state}>
          <StepKindIcon kind={step.kind} size={15} />
          <span>
            <PlainText text={sayPhonesIn(step.sentence)} />{' '}
            {step.messageId !== null && (
              <Anchor component={Link} href={`/outbox/${step.messageId}`} size="xs">
                Show the message
              </Anchor>
            )}
          </span>
          <span className={classes.stepState}>
            {stepState(run, step)}, <RelativeTime at={step.at} />
          </span>
        </li>
      ))}
    </ol>
  );
}

function Steering({ run }: { run: Run }) {
  const goOn = useContinueRun();
  const stop = useStopRun();
  const input = { params: { id: run.id } };
  const bar = useRef<HTMLDivElement>(null);
  const whose = visibleText(`${sayPhone(run.contact?.label ?? '')}, ${run.flowName}`);

  // It goes away with the button that was pressed, or with the question; the focus stays on the page, or in the dialog that this is in.
  useLayoutEffect(() => {
    const { current } = bar;
    return () => {
      const { activeElement } = document;
      const isHere = current?.contains(activeElement) || activeElement?.closest('[role="dialog"]');
      if (isHere && !current?.closest('[role="dialog"]'))
        document.getElementById('main')?.focus({ preventScroll: true });
    };
  }, []);

  return (
    <div ref={bar} className={classes.steering}>
      {run.state === 'held' ? (
        <Button
          size="compact-sm"
          variant="light"
          aria-label={`Go on now: ${whose}`}
          // Disabled it would lose the focus before it goes.
          aria-busy={goOn.isPending}
          onClick={() =>
            goOn.isPending || goOn.mutate(input, { onError: (error) => tellFailure('The flow did not go on.', error) })
          }
        >
          Go on now
        </Button>
      ) : (
        <ConfirmButton
          label="Go on now…"
          fullLabel={`Go on now…: ${whose}`}
          title="Not wait any longer?"
          confirm="Go on now"
          change={goOn}
          onConfirm={(done) => goOn.mutate(input, { onSuccess: done })}
        >
          What comes next is done at once instead of at its time. A message that goes out cannot be taken back.
        </ConfirmButton>
      )}
      <ConfirmButton
        label="End it…"
        fullLabel={`End it…: ${whose}`}
        title="End this flow here?"
        confirm="End it"
        change={stop}
        onConfirm={(done) => stop.mutate(input, { onSuccess: done })}
      >
        The steps that are left are not done for this person, and it cannot go on later. What was done stays.
      </ConfirmButton>
    </div>
  );
}
