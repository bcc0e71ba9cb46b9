import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { announce } from '#renderer/ui/announce.tsx';
import { StepKindIcon } from '#renderer/ui/flows/StepIcon.tsx';
import { DEEPEST_CONDITION, type Step } from '#shared/contract/flow.ts';
import { freshStep, newStepId } from '../draft/fresh-step.ts';
import { insertAt, levelOf, type Place } from '../draft/tree.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { goToWriting } from '../places.ts';

const KINDS: readonly [kind: Step['kind'], label: string, meaning: string][] = [
  ['send', 'Send a message', 'SMS, e-mail, call, WhatsApp, Messenger, or a note to you'],
  ['wait', 'Wait', 'some time, until a date, until a time of day'],
  ['condition', 'Ask a question', 'go on differently for yes and no'],
  ['set-field', 'Fill a field', 'of the contact'],
  ['tag', 'Add or remove a tag', 'to tell people apart'],
  ['http', 'Ask another program', 'an HTTP request'],
  ['stop', 'Stop', 'the flow ends here'],
];

/** A gap between steps: a step can be added here, or dropped. */
export function AddStep({
  place,
  isOver,
  isLast = false,
}: {
  place: Place;
  /** A step that is dragged would go here. */
  isOver: boolean;
  isLast?: boolean;
}) {
  const { steps, fields, editSteps, setOpened } = useFlowEditor();
  const isTooDeep = levelOf(steps, place.list) >= DEEPEST_CONDITION;
  const isMain = isLast && place.list === 'top';

  const add = (kind: Step['kind'], label: string) => {
    const step = freshStep(kind, newStepId(), fields[0]?.key ?? '');
    editSteps(`Added: ${label}`, (before) => insertAt(before, place, step));
    if (kind !== 'stop') setOpened(step.id, true);
    announce(`Added: ${label}`);
    goToWriting(step.id);
  };
  return (
    <div className={classes.gap} data-last={isLast || undefined} data-over={isOver || undefined}>
      <Menu width={300} position="bottom-start">
        <Menu.Target>
          {isLast ? (
            <Button
              data-add-step={isMain || undefined}
              size={isMain ? 'sm' : 'compact-sm'}
              variant={isMain ? 'light' : 'subtle'}
              leftSection={<IconPlus size={15} aria-hidden />}
            >
              Add a step
            </Button>
          ) : (
            <ActionIcon
              size="sm"
              radius="xl"
              variant="default"
              aria-label="Add a step here"
              className={classes.plus ?? ''}
            >
              <IconPlus size={13} aria-hidden />
            </ActionIcon>
          )}
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.filter(([kind]) => !(kind === 'condition' && isTooDeep)).map(([kind, label, meaning]) => (
            <Menu.Item key={kind} leftSection={<StepKindIcon kind={kind} />} onClick={() => add(kind, label)}>
              {label}
              <span className={classes.meaning}>{meaning}</span>
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
