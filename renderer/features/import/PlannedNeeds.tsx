import { NativeSelect } from '@mantine/core';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import type { ImportPlan } from '#shared/contract/webhook-file.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './import.module.css';

/** The fields that what is imported needs, and what takes their part here. */
export function PlannedNeeds({
  fields,
  onField,
}: Pick<ImportPlan, 'fields'> & { onField: (key: string, to: string | null) => void }) {
  const needed = fields.filter(({ state }) => state !== 'unused');
  if (needed.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2>Fields</h2>
      {needed.map(({ key, name, type, to, becomes, state, note, candidates }) => (
        <NativeSelect
          key={key}
          label={visibleText(`${name} (${FIELD_TYPE_WORDS[type]}) is`)}
          description={note && visibleText(note)}
          value={state === 'existing' ? to : ''}
          onChange={(event) => onField(key, event.currentTarget.value || null)}
          data={[
            { value: '', label: state === 'new' ? visibleText(`a new field, “${becomes}”`) : 'a new field' },
            ...candidates.map((candidate) => ({
              value: candidate.key,
              label: visibleText(`the field “${candidate.name}”`),
            })),
          ]}
        />
      ))}
    </section>
  );
}
