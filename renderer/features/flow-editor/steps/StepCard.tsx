import { ActionIcon, Menu, Tooltip } from '@mantine/core';
import {
  IconAlertTriangle,
  IconArrowDown,
  IconArrowUp,
  IconChevronDown,
  IconCopyPlus,
  IconDots,
  IconGripVertical,
  IconTrash,
} from '@tabler/icons-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { announce } from '#renderer/ui/announce.tsx';
import { StepIcon } from '#renderer/ui/flows/StepIcon.tsx';
import { stepSentence } from '#renderer/ui/flows/step-words.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Step } from '#shared/contract/flow.ts';
import { newStepId } from '../draft/fresh-step.ts';
import { duplicateStep, moveBy, placeOf, stepsIn, withoutStep } from '../draft/tree.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { goToRest, goToStep, stepTitleId } from '../places.ts';
import { problemsOfStep } from '../problems.ts';
import { dragHandle } from './drag.ts';
import { movedWords, placeWords } from './place-words.ts';
import { StepSettings } from './StepSettings.tsx';

/** One step: its sentence, what is wrong with it, its settings when unfolded, and its branches. */
export function StepCard({ step, number, branches }: { step: Step; number: number; branches: ReactNode }) {
  const { fieldNames, opened, setOpened, preview, problems } = useFlowEditor();
  const isOpen = opened.has(step.id);
  const move = useMoving(step);
  const faults = problemsOfStep(step.id, problems);
  const outlook = preview.preview?.steps.find((planned) => planned.step === step.id);
  const hasSettings = step.kind !== 'stop';
  const sentence = stepSentence(step, fieldNames);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    move(event.key === 'ArrowUp' ? -1 : 1);
  };

  return (
    <div className={classes.card} data-faulty={faults.length > 0 || undefined}>
      <div className={classes.cardHead}>
        {/* For the mouse; the buttons and Alt with the arrow keys do the same. */}
        <span className={classes.grip} aria-hidden {...dragHandle(step.id)}>
          <IconGripVertical size={16} />
        </span>
        <button
          type="button"
          id={stepTitleId(step.id)}
          className={classes.cardTitle}
          aria-expanded={hasSettings ? isOpen : undefined}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
          onClick={() => hasSettings && setOpened(step.id, !isOpen)}
          onKeyDown={onKeyDown}
        >
          <span className={classes.cardIcon} data-kind={step.kind}>
            <StepIcon step={step} />
          </span>
          <span className={classes.cardWords}>
            <span className={classes.sentence}>
              <span className="fh-read-out">Step {number}: </span>
              <PlainText text={sentence} />
            </span>
            {outlook && step.kind !== 'send' && (
              <span className={classes.outlook}>
                <PlainText text={outlook.sentence} />
              </span>
            )}
          </span>
          {hasSettings && <IconChevronDown size={16} aria-hidden className={classes.chevron} data-open={isOpen} />}
        </button>
        <StepActions step={step} sentence={sentence} move={move} />
      </div>
      {faults.length > 0 && (
        <ul className={classes.problems} aria-label="What is wrong with this step">
          {faults.map(({ sentence: fault }) => (
            <li key={fault}>
              <IconAlertTriangle size={15} aria-hidden />
              <PlainText text={fault} />
            </li>
          ))}
        </ul>
      )}
      {isOpen && hasSettings && (
        <div className={classes.settings}>
          <StepSettings step={step} />
        </div>
      )}
      {branches}
    </div>
  );
}

function StepActions({ step, sentence, move }: { step: Step; sentence: string; move: (by: -1 | 1) => void }) {
  const { steps, editSteps } = useFlowEditor();
  const remove = () => {
    const place = placeOf(steps, step.id);
    const siblings = place === null ? [] : stepsIn(steps, place.list);
    const next = place === null ? null : (siblings[place.index + 1] ?? siblings[place.index - 1] ?? null);
    editSteps(`Removed: ${sentence}`, (before) => withoutStep(before, step.id));
    announce('Step removed. Undo brings it back.');
    goToRest(next?.id ?? null);
  };
  const duplicate = () => {
    editSteps(`Duplicated: ${sentence}`, (before) => duplicateStep(before, step.id, newStepId));
    announce('Step duplicated.');
  };
  return (
    <div className={classes.cardActions}>
      <Tooltip label="Move up (Alt ↑)">
        <ActionIcon aria-label={`Move up: ${sentence}`} onClick={() => move(-1)}>
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Move down (Alt ↓)">
        <ActionIcon aria-label={`Move down: ${sentence}`} onClick={() => move(1)}>
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Menu>
        <Menu.Target>
          <ActionIcon aria-label={`More for: ${sentence}`}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconCopyPlus size={16} />} onClick={duplicate}>
            Duplicate
          </Menu.Item>
          <Menu.Item c="var(--fh-bad)" leftSection={<IconTrash size={16} />} onClick={remove}>
            Remove
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

/** Moves a step one place up or down; the focus goes with it. */
function useMoving(step: Step): (direction: -1 | 1) => void {
  const { steps, fieldNames, editSteps } = useFlowEditor();
  return (direction) => {
    const moved = moveBy(steps, step.id, direction);
    if (moved === null)
      return announce(direction === -1 ? 'It is the first step already.' : 'It is the last step already.');
    editSteps(movedWords(step, fieldNames), () => moved);
    announce(placeWords(moved, step.id, fieldNames));
    goToStep(step.id);
  };
}
