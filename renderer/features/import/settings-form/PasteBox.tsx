import { Button, Textarea } from '@mantine/core';
import { useFields } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { readSettingsText } from '#shared/settings-form/read-settings-text.ts';
import classes from '../import.module.css';
import { draftOf } from './form-draft.ts';
import { FORM, formDrafts, usePasting } from './form-store.ts';
import { goToForm } from './places.ts';

const EXAMPLE = `Name: Bookings
User Ns:
CRM Contact Id:
Phone: $.phone
Email: $.email
Booking start (datetime) ← $.start`;

/** Settings as text go into the form, where they can be corrected; the text of a file of webhooks is looked at as a file. */
export function PasteBox({ isBusy, onText }: { isBusy: boolean; onText: (text: string) => void }) {
  const pasted = usePasting((pasting) => pasting.pasted);
  const fields = useFields();
  const isFile = /^\s*[{[]/.test(pasted);

  function fill(): void {
    const { form, faults } = readSettingsText(pasted, fields.data ?? []);
    formDrafts.edit(FORM, { label: 'Filled from the pasted text', change: () => draftOf(form) });
    usePasting.setState({ way: 'type', leftOut: faults });
    announce(
      faults.length === 0
        ? 'The form is filled. Undo brings back what stood in it.'
        : 'The form is filled, but not every line was understood.',
    );
    goToForm();
  }

  return (
    <div className={classes.form}>
      <Textarea
        label="Settings as text"
        description="One a line: the name, the four paths, and a line for each custom field with an arrow or a colon before its path. A table copied from a page works too, and so does the text of a .fieldhook file."
        placeholder={EXAMPLE}
        autosize
        minRows={7}
        maxRows={16}
        spellCheck={false}
        classNames={{ input: classes.code ?? '' }}
        value={pasted}
        onChange={(event) => usePasting.setState({ pasted: event.currentTarget.value })}
      />
      <div className={classes.actions}>
        {isFile ? (
          <Button loading={isBusy} onClick={() => onText(pasted)}>
            Show what the file would do
          </Button>
        ) : (
          <Button disabled={pasted.trim() === '' || !fields.isSuccess} onClick={fill}>
            Fill the form with it
          </Button>
        )}
      </div>
    </div>
  );
}
