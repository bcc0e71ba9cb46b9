import { Select, TextInput } from '@mantine/core';
import type { ConditionStep, Operand, Test } from '#shared/contract/flow.ts';
import { COMPARISONS } from '#shared/contract/flow.ts';
import { assertNever } from '#shared/errors.ts';
import { COMPARISON_WORDS, CONTACT_SLOT_WORDS } from '#shared/flow/say-step.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { useFlowEditor } from '../flow-context.tsx';
import classes from '../flow-editor.module.css';

const WHAT: { value: Operand['of']; label: string }[] = [
  { value: 'contact', label: 'The contact' },
  { value: 'field', label: 'A field' },
  { value: 'tag', label: 'A tag' },
  { value: 'payload', label: 'The request' },
];

/** One question with yes and no. */
export function ConditionSettings({ step }: { step: ConditionStep }) {
  const { fields, editStep } = useFlowEditor();
  const { test } = step;
  const { operand, comparison } = test;
  const set = (change: Partial<Test>, part?: string) =>
    editStep(step, 'Question', { test: { ...test, ...change } }, part);
  const needsValue = comparison !== 'exists' && comparison !== 'missing';
  const comparisons = operand.of === 'tag' ? COMPARISONS.slice(0, 2) : COMPARISONS;
  return (
    <div className={classes.row}>
      <Select
        label="Look at"
        w={150}
        data={WHAT}
        value={operand.of}
        onChange={(of) =>
          of &&
          set({ operand: freshOperand(of as Operand['of'], fields[0]?.key ?? ''), comparison: 'exists', value: '' })
        }
      />
      <OperandInput operand={operand} onChange={(changed, part) => set({ operand: changed }, part)} />
      <Select
        label="It"
        w={170}
        data={comparisons.map((value) => ({ value, label: COMPARISON_WORDS[value] }))}
        value={comparison}
        onChange={(chosen) => chosen && set({ comparison: chosen as Test['comparison'] })}
      />
      {needsValue && (
        <TextInput
          label="Value"
          w={180}
          data-draft
          placeholder={comparison === 'before' || comparison === 'after' ? 'today, or 2026-03-02' : ''}
          value={test.value}
          onChange={({ currentTarget }) => set({ value: currentTarget.value }, 'value')}
        />
      )}
    </div>
  );
}

function OperandInput({
  operand,
  onChange,
}: {
  operand: Operand;
  onChange: (operand: Operand, part?: string) => void;
}) {
  const { fields } = useFlowEditor();
  switch (operand.of) {
    case 'contact':
      return (
        <Select
          label="Which"
          w={190}
          data={Object.entries(CONTACT_SLOT_WORDS).map(([value, label]) => ({ value, label }))}
          value={operand.slot}
          onChange={(slot) => slot && onChange({ of: 'contact', slot: slot as typeof operand.slot })}
        />
      );
    case 'field':
      return (
        <Select
          label="Field"
          w={190}
          data={fields.map(({ key, name }) => ({ value: key, label: visibleText(name) }))}
          nothingFoundMessage="There is no field yet"
          searchable
          value={operand.field === '' ? null : operand.field}
          onChange={(field) => field && onChange({ of: 'field', field })}
        />
      );
    case 'tag':
      return (
        <TextInput
          label="Tag"
          w={190}
          data-draft
          maxLength={60}
          value={operand.tag}
          onChange={({ currentTarget }) => onChange({ of: 'tag', tag: currentTarget.value }, 'tag')}
        />
      );
    case 'payload':
      return (
        <TextInput
          label="Path"
          w={230}
          data-draft
          placeholder="$.payload.status"
          spellCheck={false}
          value={operand.path}
          onChange={({ currentTarget }) => onChange({ of: 'payload', path: currentTarget.value }, 'path')}
        />
      );
    default:
      return assertNever(operand);
  }
}

function freshOperand(of: Operand['of'], firstField: string): Operand {
  switch (of) {
    case 'contact':
      return { of, slot: 'phone' };
    case 'field':
      return { of, field: firstField };
    case 'tag':
      return { of, tag: '' };
    case 'payload':
      return { of, path: '$.' };
  }
}
