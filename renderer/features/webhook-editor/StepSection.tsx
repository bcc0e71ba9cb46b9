import type { ReactNode } from 'react';
import classes from './editor.module.css';
import { STEP_TITLES, STEPS, type Step, stepId } from './places.ts';

/** One of the five steps: its number, title and one sentence, then what there is to do. */
export function StepSection({ step, lead, children }: { step: Step; lead: ReactNode; children: ReactNode }) {
  const titleId = `${stepId(step)}-title`;
  return (
    <section id={stepId(step)} className={classes.step} aria-labelledby={titleId}>
      <header className={classes.stepHead}>
        <span className={classes.stepNumber} aria-hidden>
          {STEPS.indexOf(step) + 1}
        </span>
        <div>
          <h2 id={titleId} tabIndex={-1} className={classes.stepTitle}>
            {STEP_TITLES[step]}
          </h2>
          <p className={classes.stepLead}>{lead}</p>
        </div>
      </header>
      <div className={classes.stepBody}>{children}</div>
    </section>
  );
}
