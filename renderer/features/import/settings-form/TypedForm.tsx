import { Button, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type FormEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useFields } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import type { Draft } from '#renderer/ui/draft/draft.ts';
import { redoAloud, UndoButtons, undoAloud } from '#renderer/ui/draft/UndoButtons.tsx';
import { useShortcuts } from '#renderer/ui/draft/use-shortcuts.ts';
import type { SettingsForm } from '#shared/contract/settings-form.ts';
import { SLOT_LABELS } from '#shared/contract/slot-words.ts';
import { IDENTITY_SLOTS } from '#shared/contract/webhook.ts';
import { formFaults } from '#shared/settings-form/form-faults.ts';
import classes from '../import.module.css';
import { type FormDraft, type FormRow, formOf, withoutRow, withRow } from './form-draft.ts';
import { FORM, formDrafts } from './form-store.ts';
import { LeftOut } from './LeftOut.tsx';
import { PathBox } from './PathBox.tsx';
import { goToForm, goToInput, inputId } from './places.ts';
import { RowOfForm } from './RowOfForm.tsx';

/** The form as that platform has it. Faults of what is written show at once; what is missing, when the form is to be used. */
export function TypedForm({
  draft,
  isBusy,
  onForm,
}: {
  draft: Draft<FormDraft>;
  isBusy: boolean;
  onForm: (form: SettingsForm) => void;
}) {
  const form = draft.config;
  const fields = useFields().data ?? [];
  const rows = useRef<HTMLDivElement>(null);
  const [isAsked, setAsked] = useState(false);
  const faults = useMemo(() => formFaults(formOfRows(form)), [form]);
  const faultAt = (pointer: string) =>
    faults.find((fault) => fault.pointer === pointer && (isAsked || !fault.isMissing))?.message ?? null;
  const edit = (label: string, change: (form: FormDraft) => FormDraft, join?: string) =>
    formDrafts.edit(FORM, { label, change, ...(join === undefined ? {} : { join }) });

  const show = useCallback(() => {
    const [first] = faults;
    setAsked(first !== undefined);
    if (first !== undefined) goToInput(first.pointer);
    else onForm(formOf(form));
  }, [faults, form, onForm]);
  useShortcuts({
    save: show,
    undo: useCallback(() => undoAloud(formDrafts, FORM), []),
    redo: useCallback(() => redoAloud(formDrafts, FORM), []),
  });

  function add(): void {
    edit('Row added', (before) => withRow(before).form);
    goToInput(`/fields/${form.fields.length}/name`);
  }

  function remove({ id, name }: FormRow, index: number): void {
    edit(`${name || 'Row'} removed`, (before) => withoutRow(before, id));
    announce(`${name || 'The row'} is removed.`);
    // The button goes away with its row: on to the one that takes its place, or to the way to add one.
    requestAnimationFrame(() => {
      const left = rows.current?.querySelectorAll<HTMLElement>('[data-remove]') ?? [];
      (left[index] ?? left[index - 1] ?? document.getElementById(ADD))?.focus();
    });
  }

  return (
    <form
      className={classes.form}
      aria-label="Settings of the webhook"
      noValidate
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        show();
      }}
    >
      <LeftOut />
      <TextInput
        id={inputId('/name')}
        label="Name"
        data-draft
        autoComplete="off"
        maxLength={120}
        error={faultAt('/name')}
        value={form.name}
        onChange={({ currentTarget: { value } }) =>
          edit(`Name: ${value}`, (before) => ({ ...before, name: value }), 'name')
        }
        onBlur={() => formDrafts.endTyping(FORM)}
      />
      <fieldset className={classes.part}>
        <legend>JSON path mapping</legend>
        <p>At least one must have a path. They are tried in this order.</p>
        {faultAt('/identity') !== null && (
          <p role="alert" className={classes.missing}>
            {faultAt('/identity')}
          </p>
        )}
        <div className={classes.slots}>
          {IDENTITY_SLOTS.map((slot) => {
            const put = (path: string, join?: string) =>
              edit(
                `${SLOT_LABELS[slot]}: ${path}`,
                (before) => ({ ...before, identity: { ...before.identity, [slot]: path } }),
                join,
              );
            return (
              <PathBox
                key={slot}
                pointer={`/identity/${slot}`}
                label={SLOT_LABELS[slot]}
                isLabelShown
                path={form.identity[slot]}
                missing={null}
                onChange={(path) => put(path, slot)}
                onReplace={(path) => put(path)}
              />
            );
          })}
        </div>
      </fieldset>
      <fieldset className={classes.part}>
        <legend>Custom fields</legend>
        <p>A name that no field here has makes a new field of the chosen type.</p>
        <div ref={rows} className={classes.formRows}>
          {form.fields.map((row, index) => (
            <RowOfForm
              key={row.id}
              row={row}
              index={index}
              fields={fields}
              faultAt={faultAt}
              edit={edit}
              onRemove={() => remove(row, index)}
            />
          ))}
        </div>
        <Button
          id={ADD}
          variant="default"
          size="xs"
          disabled={form.fields.length >= MOST_ROWS}
          leftSection={<IconPlus size={15} aria-hidden />}
          onClick={add}
        >
          Add a row
        </Button>
      </fieldset>
      <div className={classes.actions}>
        <Button type="submit" loading={isBusy}>
          Show what it would do
        </Button>
        <UndoButtons drafts={formDrafts} id={FORM} draft={draft} />
        <Button
          variant="subtle"
          onClick={() => {
            formDrafts.undoAll(FORM);
            announce('The form is empty. Undo brings back what stood in it.');
            goToForm();
          }}
        >
          Empty the form
        </Button>
      </div>
    </form>
  );
}

const ADD = 'settings-form-add';
const MOST_ROWS = 200;

/** Each row in its place, so that faults are found at theirs. */
function formOfRows({ fields, ...form }: FormDraft): SettingsForm {
  return { ...form, fields: fields.map(({ name, type, path }) => ({ name, type, path })) };
}
