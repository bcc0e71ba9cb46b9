import { Modal, Stack, Text } from '@mantine/core';
import { useDropHeld, useUndoDrop } from '#renderer/door/mutations.ts';
import { DialogFoot } from '../DialogFoot.tsx';
import { changeWithUndo } from '../delete-with-undo.tsx';
import { type HeldByOne, HeldList, useSeenUntil } from './HeldList.tsx';
import { countWords } from './message-words.ts';

/** Shows what a limit holds, and drops it. */
export function DropHeldDialog({ held, isOpen, onClose }: { held: HeldByOne; isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Drop ${countWords(held.count)}?`} size="lg">
      <Question held={held} onClose={onClose} />
    </Modal>
  );
}

function Question({ held, onClose }: { held: HeldByOne; onClose: () => void }) {
  const { channel, reason, count } = held;
  const change = useDropHeld();
  const undo = useUndoDrop();
  const seen = useSeenUntil(held);
  const drop = () =>
    changeWithUndo({
      change: () => change.mutateAsync({ body: { channel, reason, ...seen } }),
      onDone: onClose,
      offer: ({ dropped, id }) => ({
        done: `${countWords(dropped)} dropped.`,
        undo: () => undo.mutateAsync({ params: { id } }),
        failed: 'What was dropped was not put back.',
      }),
    });
  return (
    <Stack gap="md">
      <Text size="sm">
        {count === 1 ? 'It is' : 'They are'} never sent. The Outbox keeps {count === 1 ? 'it' : 'them'}, marked as
        dropped. For a minute that can be undone in the note that follows.
      </Text>
      <HeldList held={held} />
      <DialogFoot
        isLoss
        confirm={`Drop ${count === 1 ? 'it' : 'them'}`}
        isReady={seen.until !== undefined}
        change={change}
        onClose={onClose}
        onConfirm={() => void drop()}
      />
    </Stack>
  );
}
