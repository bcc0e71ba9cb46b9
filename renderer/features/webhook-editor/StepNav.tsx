import { ActionIcon, Tooltip } from '@mantine/core';
import { IconArrowBackUp, IconArrowForwardUp, IconCheck } from '@tabler/icons-react';
import { announce } from './announce.tsx';
import { redoEdit, undoEdit } from './draft/draft-store.ts';
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
      <UndoButtons />
    </div>
  );
}

function UndoButtons() {
  const { webhook, draft } = useEditor();
  const last = draft.past.at(-1);
  const next = draft.future.at(-1);
  return (
    <div className={classes.navUndo}>
      <Tooltip label={last ? `Undo: ${last.label}` : 'Nothing to undo'}>
        <ActionIcon
          aria-label="Undo"
          aria-disabled={!last}
          mod={{ disabled: !last }}
          onClick={() => undoAloud(webhook.id)}
        >
          <IconArrowBackUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label={next ? `Redo: ${next.label}` : 'Nothing to redo'}>
        <ActionIcon
          aria-label="Redo"
          aria-disabled={!next}
          mod={{ disabled: !next }}
          onClick={() => redoAloud(webhook.id)}
        >
          <IconArrowForwardUp size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}

export function undoAloud(id: string): void {
  const label = undoEdit(id);
  announce(label === null ? 'There is nothing to undo.' : `Undone: ${label}`);
}

export function redoAloud(id: string): void {
  const label = redoEdit(id);
  announce(label === null ? 'There is nothing to redo.' : `Done again: ${label}`);
}
