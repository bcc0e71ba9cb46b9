import { Autocomplete, Button, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useId, useMemo } from 'react';
import { wholeMessage } from '#renderer/ui/field-messages.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import type { Verdict } from '#renderer/ui/path/path-fault.ts';
import { VerdictLine } from '#renderer/ui/path/VerdictLine.tsx';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import { FIELD_TYPES, type Field, type FieldType } from '#shared/contract/field.ts';
import { useEditor } from '../editor-context.tsx';
import { COMPOSER_NAME, goToComposer, goToPick, showRow } from '../places.ts';
import { receiptOfRow, usePreview } from '../preview/use-preview.ts';
import classes from './map.module.css';
import { pickButtonId, useMap } from './map-context.tsx';
import { PathInput } from './PathInput.tsx';
import { PathNotes } from './PathNotes.tsx';
import { PickButton } from './PickButton.tsx';
import { useComposer } from './use-composer.ts';
import { useDropTarget } from './use-drop-target.ts';
import { fieldVerdict } from './verdict.ts';

const ARMED = { kind: 'composer' } as const;
const TYPE_CHOICES = FIELD_TYPES.map((type) => ({ value: type, label: FIELD_TYPE_WORDS[type] }));

/**
 * Adds a custom field: path first or field first, as one likes. A name that no field has makes a new field, of a type guessed from the
 * value; what the value becomes in it shows before anything is made.
 */
export function FieldComposer() {
  const { fields, draft } = useEditor();
  const { armed, assign } = useMap();
  const { composer, field, type, isAdding, error, setPath, setName, setType, add } = useComposer();
  const verdict = useComposedVerdict(composer.path, field, type);
  const footId = useId();
  const drop = useDropTarget((path) => assign(ARMED, path));
  const isNew = composer.name.trim() !== '' && field === null;
  const isReady = composer.path.trim() !== '' && composer.name.trim() !== '' && verdict?.tone !== 'bad';
  const replaces = field !== null && draft.config.fields.some((row) => row.field === field.key);

  function replacePath(path: string): void {
    setPath(path);
    goToComposer();
  }

  async function submit(): Promise<void> {
    const target = await add();
    if (target === null) return;
    // Ready for the next one, with the new row in sight.
    goToPick(pickButtonId(ARMED));
    showRow(target);
  }

  return (
    <form
      aria-label="Add a custom field"
      className={classes.composer}
      data-armed={armed?.kind === 'composer' || undefined}
      data-over={drop.isOver || undefined}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void submit();
      }}
      {...drop.props}
    >
      <div className={classes.composerLine}>
        <PathInput
          label="the new row"
          path={composer.path === '' ? null : composer.path}
          placeholder="Pick or type a path"
          isFaulty={verdict?.tone === 'bad'}
          describedBy={footId}
          onChange={(path) => setPath(path ?? '')}
        />
        <PickButton armed={ARMED} label="a custom field" />
      </div>
      <div className={classes.composerLine}>
        <Autocomplete
          id={COMPOSER_NAME}
          size="xs"
          aria-label="Custom field"
          placeholder="Field to fill"
          maxLength={120}
          data={fields.map(({ name }) => name)}
          value={composer.name}
          onChange={setName}
        />
        <Select
          size="xs"
          aria-label="Type of the field"
          w={112}
          data={TYPE_CHOICES}
          value={type}
          disabled={field !== null}
          onChange={(chosen) => chosen !== null && setType(chosen as FieldType)}
        />
        <Button
          type="submit"
          size="xs"
          loading={isAdding}
          disabled={!isReady}
          leftSection={<IconPlus size={15} aria-hidden />}
        >
          Add
        </Button>
      </div>
      <div id={footId} className={classes.rowFoot}>
        {verdict !== null && <VerdictLine verdict={verdict} path={composer.path} />}
        {composer.path !== '' && <PathNotes path={composer.path} onUse={replacePath} />}
        {isNew && <div className={classes.note}>Add makes the new field “{composer.name.trim()}”.</div>}
        {replaces && <div className={classes.note}>This field is filled already; Add gives it this path instead.</div>}
        {error && (
          <Notice tone="bad" isUrgent>
            {wholeMessage(error)}
          </Notice>
        )}
      </div>
    </form>
  );
}

/** The key under which a field that does not exist yet is tried out. */
const TRIAL_KEY = 'field_being_added';

/** What the value would become, asked of the engine like everything else, also for a field that is yet to be made. */
function useComposedVerdict(path: string, field: Field | null, type: FieldType): Verdict | null {
  const { webhook, sample, draft, shownItem } = useEditor();
  const key = field?.key ?? TRIAL_KEY;
  const trial = useMemo(() => {
    if (path === '') return null;
    const pattern = draft.config.fields.find((row) => row.field === key)?.pattern ?? null;
    return { ...draft.config, fields: [{ field: key, path, pattern }] };
  }, [draft.config, path, key]);
  const newFields = useMemo(() => (field === null ? [{ key: TRIAL_KEY, name: 'New field', type }] : []), [field, type]);
  const { preview } = usePreview(webhook.id, sample.shown, trial, newFields);
  if (path === '') return null;
  const change = receiptOfRow(preview, shownItem)?.fields.find((entry) => entry.field === key && entry.type === type);
  return fieldVerdict(change, path);
}
