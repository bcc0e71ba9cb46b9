import { Select, Textarea, TextInput } from '@mantine/core';
import type { FieldType } from '#shared/contract/field.ts';
import { assertNever } from '#shared/errors.ts';
import type { ValueInputProps } from './EditableRow.tsx';

/** The input that fits a field's type. The engine has the last word on what it accepts. */
export function FieldInput({ type, label, value, onChange, error }: ValueInputProps & { type: FieldType }) {
  const shared = { 'aria-label': label, value, error, autoFocus: true };
  switch (type) {
    case 'text':
      return value.includes('\n') ? (
        <Textarea {...shared} autosize maxRows={10} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      ) : (
        <TextInput {...shared} onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      );
    case 'number':
      return (
        <TextInput {...shared} inputMode="decimal" onChange={({ currentTarget }) => onChange(currentTarget.value)} />
      );
    case 'boolean':
      return (
        <Select
          {...shared}
          data={[
            { value: 'true', label: 'Yes' },
            { value: 'false', label: 'No' },
          ]}
          value={value === '' ? null : value}
          placeholder="No value"
          onChange={(chosen) => onChange(chosen ?? '')}
          clearable
        />
      );
    case 'date':
      return <TextInput {...shared} type="date" onChange={({ currentTarget }) => onChange(currentTarget.value)} />;
    case 'datetime':
      return (
        <TextInput
          {...shared}
          type="datetime-local"
          step={1}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'json':
      return (
        <Textarea
          {...shared}
          autosize
          minRows={3}
          maxRows={16}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: '0.8125rem' } }}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    default:
      return assertNever(type);
  }
}
