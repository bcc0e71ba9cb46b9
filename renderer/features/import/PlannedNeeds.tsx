import { NativeSelect } from '@mantine/core';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import type { ImportPlan } from '#shared/contract/webhook-file.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './import.module.css';

/** The fields and flows that the chosen webhooks need, and what takes their part here. */
export function PlannedNeeds({
  fields,
  flows,
  onField,
}: Pick<ImportPlan, 'fields' | 'flows'> & { onField: (key: string, to: string | null) => void }) {
  const [neededFields, neededFlows] = [fields.filter(isNeeded), flows.filter(isNeeded)];
  if (neededFields.length + neededFlows.length === 0) return null;
  return (
    <section className={classes.card}>
      <h2>Fields and flows</h2>
      {neededFields.map(({ key, name, type, to, becomes, state, note, candidates }) => (
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
      {neededFlows.map(({ key, becomes, state, note }) => (
        <p key={key}>
          <PlainText
            text={`The flow “${becomes}” ${state === 'new' ? 'is made.' : 'is here already.'} ${note ?? ''}`}
          />
        </p>
      ))}
    </section>
  );
}

function isNeeded({ state }: { state: string }): boolean {
  return state !== 'unused';
}
