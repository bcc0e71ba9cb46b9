import { ActionIcon, Button, Select, Tooltip } from '@mantine/core';
import { IconFilterPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useDeleteSegment } from '#renderer/door/mutations.ts';
import { useFields, useSegments } from '#renderer/door/queries.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { NewSegmentDialog } from './NewSegmentDialog.tsx';
import { sayCondition } from './segment-words.ts';
import classes from './segments.module.css';

/** Which group of contacts the list shows: everybody, or those of a segment, with what makes them belong. */
export function Segments({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string | null) => void }) {
  const segments = useSegments().data ?? [];
  const fields = useFields().data ?? [];
  const remove = useDeleteSegment();
  const [isAdding, setAdding] = useState(false);
  const segment = segments.find(({ id }) => id === chosen);
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
      <Button variant="default" leftSection={<IconFilterPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
        New segment…
      </Button>
      {segment && (
        <p className={classes.said}>
          <PlainText text={segment.conditions.map((one) => sayCondition(one, nameOf)).join(', and ')} />
          <Tooltip label="Delete this segment; its contacts stay">
            <ActionIcon
              aria-label={`Delete the segment ${segment.name}`}
              onClick={() =>
                remove.mutate(
                  { params: { id: segment.id } },
                  {
                    onSuccess: () => onChoose(null),
                    onError: (error) => tellFailure('The segment was not deleted.', error),
                  },
                )
              }
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </p>
      )}
      <NewSegmentDialog
        fields={fields}
        isOpen={isAdding}
        onClose={() => setAdding(false)}
        onMade={({ id }) => {
          setAdding(false);
          onChoose(id);
        }}
      />
    </>
  );
}
