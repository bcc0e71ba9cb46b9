import { SegmentedControl, TextInput } from '@mantine/core';
import type { Step } from '#shared/contract/flow.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';
import { stepTextId } from '../places.ts';

type TagStep = Extract<Step, { kind: 'tag' }>;

/** Which tag is added or removed. */
export function TagSettings({ step }: { step: TagStep }) {
  const { editStep } = useFlowEditor();
  return (
    <div className={classes.row}>
      <SegmentedControl
        aria-label="Add or remove"
        data={[
          { value: 'add', label: 'Add' },
          { value: 'remove', label: 'Remove' },
        ]}
        value={step.action}
        onChange={(action) => editStep(step, 'Tag', { action: action as TagStep['action'] })}
      />
      <TextInput
        id={stepTextId(step.id)}
        label="Tag"
        data-draft
        maxLength={60}
        placeholder="regular"
        value={step.tag}
        onChange={({ currentTarget }) => editStep(step, 'Tag', { tag: currentTarget.value }, 'tag')}
      />
    </div>
  );
}
