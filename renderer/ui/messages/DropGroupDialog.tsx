import { Modal, Stack, Text } from '@mantine/core';
import { useDropGroup, useUndoDrop } from '#renderer/door/mutations.ts';
import type { GroupCount } from '#shared/contract/message.ts';
import { DialogFoot } from '../DialogFoot.tsx';
import { changeWithUndo } from '../delete-with-undo.tsx';
import { GroupList, useSeenUntil } from './GroupList.tsx';
import { countWords } from './message-words.ts';

/** Shows what is kept back for one reason, and drops it. */
export function DropGroupDialog({
  group,
  isOpen,
  onClose,
}: {
  group: GroupCount;
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Drop ${countWords(group.count)}?`} size="lg">
      <Question group={group} onClose={onClose} />
    </Modal>
  );
}

function Question({ group, onClose }: { group: GroupCount; onClose: () => void }) {
  const { channel, reason, count } = group;
  const change = useDropGroup();
  const undo = useUndoDrop();
  const seen = useSeenUntil(group);
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
      <GroupList group={group} />
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
