import { IconCheck } from '@tabler/icons-react';
import { UndoButtons } from '#renderer/ui/draft/UndoButtons.tsx';
import { webhookDrafts } from './draft/draft-store.ts';
import classes from './editor.module.css';
import { useEditor } from './editor-context.tsx';
import { goToStep, STEP_TITLES, STEPS } from './places.ts';
import { stepStates } from './step-states.ts';
import { useCurrentStep } from './use-current-step.ts';

/** The five steps with their state, always in sight, and undo for everything below. */
export function StepNav({ requests }: { requests: number }) {
  const editor = useEditor();
  const current = useCurrentStep();
  const states = stepStates(editor, requests);
  return (
    <div className={classes.nav}>
      <nav aria-label="Steps">
        <ol className={classes.navSteps}>
          {STEPS.map((step, index) => (
            <li key={step}>
              <button
                type="button"
                className={classes.navStep}
                aria-current={step === current ? 'step' : undefined}
                onClick={() => goToStep(step)}
              >
                <span className={classes.navMark} data-done={states[step].isDone || undefined} aria-hidden>
                  {states[step].isDone ? <IconCheck size={13} stroke={3} /> : index + 1}
                </span>
                <span className={classes.navWords}>
                  <span className={classes.navTitle}>{STEP_TITLES[step]}</span>
                  <span className={classes.navState}>
                    {states[step].words}
                    {states[step].isDone && <span className="fh-read-out">, done</span>}
                  </span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <UndoButtons drafts={webhookDrafts} id={editor.webhook.id} draft={editor.draft} />
    </div>
  );
}
