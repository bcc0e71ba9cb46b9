import { Select, Switch } from '@mantine/core';
import type { FieldStep } from '#shared/contract/flow.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { useFlowEditor } from '../flow-context.tsx';
import { TemplateInput } from '../template/TemplateInput.tsx';

/** Which field, and what goes into it. */
export function FieldSettings({ step }: { step: FieldStep }) {
  const { fields, editStep } = useFlowEditor();
  return (
    <>
      <Select
        label="Field"
        data={fields.map(({ key, name }) => ({ value: key, label: visibleText(name) }))}
        nothingFoundMessage="There is no field yet"
        searchable
        value={step.field === '' ? null : step.field}
        onChange={(field) => field && editStep(step, 'Field', { field })}
      />
      <Switch
        label="Empty it"
        checked={step.value === null}
        onChange={({ currentTarget }) => editStep(step, 'Value', { value: currentTarget.checked ? null : '' })}
      />
      {step.value !== null && (
        <TemplateInput
          label="Value"
          value={step.value}
          onChange={(value) => editStep(step, 'Value', { value }, 'value')}
        />
      )}
    </>
  );
}
