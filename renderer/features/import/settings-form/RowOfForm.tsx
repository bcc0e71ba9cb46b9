import { ActionIcon, Autocomplete, Select, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import { FIELD_TYPES, type Field, type FieldType } from '#shared/contract/field.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from '../import.module.css';
import { changeRow, type FormDraft, type FormRow, namedField } from './form-draft.ts';
import { FORM, formDrafts } from './form-store.ts';
import { PathBox } from './PathBox.tsx';
import { inputId } from './places.ts';

const TYPES = FIELD_TYPES.map((type) => ({ value: type, label: FIELD_TYPE_WORDS[type] }));

/** A custom field, chosen or named, with its type and its path. */
export function RowOfForm({
  row,
  index,
  fields,
  faultAt,
  edit,
  onRemove,
}: {
  row: FormRow;
  index: number;
  fields: readonly Field[];
  faultAt: (pointer: string) => string | null;
  edit: (label: string, change: (form: FormDraft) => FormDraft, join?: string) => void;
  onRemove: () => void;
}) {
  const { id, name, type, path } = row;
  const called = name.trim() === '' ? `Custom field ${index + 1}` : name.trim();
  const known = namedField(fields, name);
  const at = (part: 'name' | 'path') => `/fields/${index}/${part}`;
  const put = (label: string, change: Partial<FormRow>, part?: string) =>
    edit(label, (form) => changeRow(form, id, change), part && `row-${id}-${part}`);
  const nameFault = faultAt(at('name'));

  return (
    <fieldset className={classes.row} aria-label={visibleText(called)}>
      <Autocomplete
        id={inputId(at('name'))}
        aria-label="Custom field"
        placeholder="Choose or name a field"
        data-draft
        maxLength={120}
        data={fields.map((field) => field.name)}
        error={nameFault}
        value={name}
        onChange={(next) =>
          put(`Custom field: ${next}`, { name: next, type: namedField(fields, next)?.type ?? type }, 'name')
        }
        onBlur={() => formDrafts.endTyping(FORM)}
      />
      <Select
        aria-label="Type of the field"
        data={TYPES}
        allowDeselect={false}
        value={type}
        onChange={(chosen) =>
          chosen !== null && put(`${called} is ${FIELD_TYPE_WORDS[chosen as FieldType]}`, { type: chosen as FieldType })
        }
      />
      <PathBox
        pointer={at('path')}
        label={visibleText(`JSON path of ${called}`)}
        isLabelShown={false}
        path={path}
        missing={faultAt(at('path'))}
        onChange={(next) => put(`${called}: ${next}`, { path: next }, 'path')}
        onReplace={(next) => put(`${called}: ${next}`, { path: next })}
      />
      <Tooltip label="Remove">
        <ActionIcon aria-label={visibleText(`Remove ${called}`)} size="lg" data-remove onClick={onRemove}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      {known !== undefined && known.type !== type && (
        <p className={classes.rowNote}>
          <PlainText
            text={`The field “${known.name}” here is ${FIELD_TYPE_WORDS[known.type]}: as ${FIELD_TYPE_WORDS[type]}, another one is made beside it.`}
          />
        </p>
      )}
    </fieldset>
  );
}
