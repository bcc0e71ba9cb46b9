import { TextInput } from '@mantine/core';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import type { FieldMapping } from '#shared/contract/webhook.ts';
import { webhookDrafts } from '../draft/draft-store.ts';
import { useEditor } from '../editor-context.tsx';
import { fieldTarget } from '../targets.ts';
import { MappingRow } from './MappingRow.tsx';
import classes from './map.module.css';
import { Transforms } from './Transforms.tsx';
import { fieldVerdict } from './verdict.ts';

/** A custom field that this webhook fills. */
export function FieldRow({ mapping }: { mapping: FieldMapping }) {
  const { fields, rowReceipt } = useEditor();
  const field = fields.find(({ key }) => key === mapping.field);
  const change = rowReceipt?.fields.find((entry) => entry.field === mapping.field);
  const verdict = fieldVerdict(change, mapping.path);
  const isTime = field?.type === 'date' || field?.type === 'datetime';
  return (
    <MappingRow
      target={fieldTarget(mapping.field)}
      label={field?.name ?? mapping.field}
      detail={field === undefined ? 'deleted' : FIELD_TYPE_WORDS[field.type]}
      verdict={verdict}
    >
      {isTime && (mapping.pattern !== null || verdict?.tone === 'warn') && <DatePattern mapping={mapping} />}
      <Transforms mapping={mapping} change={change} />
    </MappingRow>
  );
}

/** How a date is written where it is none of the usual ways; offered when the value could not be read (CV6). */
function DatePattern({ mapping }: { mapping: FieldMapping }) {
  const { webhook, fieldNames, edit } = useEditor();
  const name = fieldNames.get(mapping.field) ?? mapping.field;
  return (
    <TextInput
      size="xs"
      className={classes.pattern}
      label="Written as"
      description="Day dd, month MM, year yyyy, hour HH, minute mm: for 31/12/2026 18:30 write dd/MM/yyyy HH:mm"
      data-draft
      maxLength={100}
      value={mapping.pattern ?? ''}
      onChange={(event) => {
        const pattern = event.currentTarget.value || null;
        edit({
          label: pattern === null ? `${name}: usual ways of writing dates` : `${name}: dates written as ${pattern}`,
          change: (config) => ({
            ...config,
            fields: config.fields.map((row) => (row.field === mapping.field ? { ...row, pattern } : row)),
          }),
          join: `pattern-${mapping.field}`,
        });
      }}
      onBlur={() => webhookDrafts.endTyping(webhook.id)}
    />
  );
}
