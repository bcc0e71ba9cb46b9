import { Button } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { useEndBulkChange, useUndoBulkChange } from '#renderer/door/mutations.ts';
import { useBulkChanges } from '#renderer/door/queries.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import { bulkHeadline, bulkProgress, bulkShare } from './bulk-words.ts';
import { FootBar } from './FootBar.tsx';

/** How far a change of many contacts is, on every page, and then the way back. */
export function BulkBar() {
  const [current] = useBulkChanges().data ?? [];
  const end = useEndBulkChange();
  const undo = useUndoBulkChange();
  if (current === undefined) return null;
  const params = { id: current.id };
  const isUndoing = current.undo?.state === 'running';
  const isRunning = current.state === 'running';
  const leave = () => {
    end.mutate({ params });
    document.getElementById('main')?.focus();
  };
  return (
    <FootBar
      label="Change of many contacts"
      isFault={(current.undo ?? current).state === 'failed'}
      headline={bulkHeadline(current)}
      detail={isRunning || isUndoing ? bulkProgress(current) : null}
      progress={isRunning || isUndoing ? { share: bulkShare(current), label: 'Contacts done' } : null}
    >
      {current.undoUntil !== null && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowBackUp size={15} aria-hidden />}
          onClick={() => undo.mutate({ params }, { onError: (error) => tellFailure('It was not undone.', error) })}
        >
          Undo
        </Button>
      )}
      {!isUndoing && (
        <Button size="xs" variant="default" onClick={leave}>
          {isRunning ? 'Stop' : 'Close'}
        </Button>
      )}
    </FootBar>
  );
}
