import { Modal, Stack, Text } from '@mantine/core';
import { useDropHeld } from '#renderer/door/mutations.ts';
import { announce } from '../announce.tsx';
import { DialogFoot } from '../DialogFoot.tsx';
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
  const seen = useSeenUntil(held);
  const drop = () =>
    change.mutate(
      { body: { channel, reason, ...seen } },
      {
        onSuccess: ({ dropped }) => {
          announce(`${countWords(dropped)} dropped.`);
          onClose();
        },
      },
    );
  return (
    <Stack gap="md">
      <Text size="sm">
        {count === 1 ? 'It is' : 'They are'} never sent, and that cannot be taken back. The Outbox keeps{' '}
        {count === 1 ? 'it' : 'them'}, marked as dropped.
      </Text>
      <HeldList held={held} />
      <DialogFoot
        isLoss
        confirm={`Drop ${count === 1 ? 'it' : 'them'}`}
        isReady={seen.until !== undefined}
        change={change}
        onClose={onClose}
        onConfirm={drop}
      />
    </Stack>
  );
}
