import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconFilterPlus, IconPencil, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useCreateSegment, useDeleteSegment, useUpdateSegment } from '#renderer/door/mutations.ts';
import { useFields, useSegments } from '#renderer/door/queries.ts';
import { ConfirmDialog } from '#renderer/ui/ConfirmDialog.tsx';
import { deleteWithUndo, offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { Segment } from '#shared/contract/segment.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { SegmentDialog } from './SegmentDialog.tsx';
import { saySegment } from './segment-words.ts';
import classes from './segments.module.css';

/** Which group of contacts the list shows: everybody, or those of a segment, with what makes them belong. */
export function Segments({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string | null) => void }) {
  const segments = useSegments().data ?? [];
  const fields = useFields().data ?? [];
  const remove = useDeleteSegment();
  const create = useCreateSegment();
  const update = useUpdateSegment();
  const [asked, setAsked] = useState<'new' | 'edit' | 'delete' | null>(null);
  const close = () => setAsked(null);
  const segment = segments.find(({ id }) => id === chosen);
  const confirm = ({ id, name, conditions }: Segment) =>
    deleteWithUndo({
      name,
      remove: () => remove.mutateAsync({ params: { id } }),
      onDeleted: () => {
        close();
        onChoose(null);
      },
      undo: () => create.mutateAsync({ body: { name, conditions } }),
    });
  const changed = ({ id, name, conditions }: Segment, saved: Segment) =>
    offerUndo({
      done: `${saved.name} is changed.`,
      undo: () => update.mutateAsync({ params: { id }, body: { name, conditions } }),
      failed: `${saved.name} could not be put back`,
    });
  const nameOf = (key: string) => fields.find((field) => field.key === key)?.name ?? key;
  return (
    <>
      {segments.length > 0 && (
        <Select
          className={classes.choice}
          aria-label="Segment"
          placeholder="Everybody"
          data={segments.map(({ id, name }) => ({ value: id, label: visibleText(name) }))}
          value={chosen}
          onChange={onChoose}
          clearable
        />
      )}
      <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden />} onClick={() => setAsked('new')}>
        New segment…
      </Button>
      {segment && (
        <p className={classes.said}>
          <PlainText text={saySegment(segment.conditions, nameOf)} />
          <Tooltip label="Edit this segment">
            <ActionIcon aria-label={`Edit the segment ${segment.name}`} onClick={() => setAsked('edit')}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
          <Tooltip label="Delete this segment; its contacts stay">
            <ActionIcon aria-label={`Delete the segment ${segment.name}`} onClick={() => setAsked('delete')}>
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </p>
      )}
      <SegmentDialog
        segment={null}
        fields={fields}
        isOpen={asked === 'new'}
        onClose={close}
        onSaved={({ id }) => {
          close();
          onChoose(id);
        }}
      />
      {segment && (
        <SegmentDialog
          segment={segment}
          fields={fields}
          isOpen={asked === 'edit'}
          onClose={close}
          onSaved={(saved) => {
            close();
            changed(segment, saved);
          }}
        />
      )}
      <ConfirmDialog
        isOpen={asked === 'delete' && segment !== undefined}
        onClose={close}
        title={<PlainText text={`Delete the segment ${segment?.name ?? ''}?`} />}
        confirm="Delete segment"
        change={remove}
        onConfirm={() => segment && void confirm(segment)}
      >
        Its name and conditions go. The contacts in it stay as they are.
      </ConfirmDialog>
    </>
  );
}
