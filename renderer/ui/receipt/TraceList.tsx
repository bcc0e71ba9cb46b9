import { Text } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import type { TraceStep } from '#shared/contract/receipt.ts';
import classes from './receipt.module.css';

/** The reasoning behind an identification, one sentence a step; the step that decided is marked. */
export function TraceList({ trace }: { trace: readonly TraceStep[] }) {
  return (
    <ol className={classes.trace} aria-label="How this was decided">
      {trace.map((step, index) => (
        // Steps have no identity of their own and never move.
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the trace is what a step is
        <li key={index} className={classes.step} data-decided={step.decided || undefined}>
          <span className={classes.rule}>{step.rule}</span>
          <Text size="sm" span>
            <PlainText text={sayPhonesIn(step.sentence)} />
            {step.decided && <span className={classes.decided}>decided</span>}
          </Text>
        </li>
      ))}
    </ol>
  );
}
