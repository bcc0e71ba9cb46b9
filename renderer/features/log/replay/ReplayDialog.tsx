import { Modal, Text } from '@mantine/core';
import { useState } from 'react';
import { useReplayDelivery } from '#renderer/door/mutations.ts';
import { useReplayComparison } from '#renderer/door/queries.ts';
import { DialogFoot } from '#renderer/ui/DialogFoot.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import type { Delivery } from '#shared/contract/delivery.ts';
import { Comparison } from './Comparison.tsx';

interface ReplayDialogProps {
  id: string;
  isOpen: boolean;
  onClose: () => void;
  onReplayed: (replay: Delivery) => void;
}

/** Shows what a replay would do, against the first run, and asks before it does it (PR4). */
export function ReplayDialog(props: ReplayDialogProps) {
  return (
    <Modal opened={props.isOpen} onClose={props.onClose} title="Replay this request?" size="56rem">
      <Asked {...props} />
    </Modal>
  );
}

function Asked({ id, onClose, onReplayed }: ReplayDialogProps) {
  const comparison = useReplayComparison(id, { enabled: true });
  const replay = useReplayDelivery();
  // One opened dialog is one wish: clicked twice, or sent again because an answer was lost, it is still one replay.
  const [key] = useState(() => crypto.randomUUID());
  const run = () =>
    replay.mutate(
      { params: { id }, body: { dryRun: false, key } },
      { onSuccess: (answer) => !answer.dryRun && onReplayed(answer.replay) },
    );
  return (
    <>
      <Text c="dimmed" size="sm" mb="md">
        The same content is worked on once more, with the webhook as it is saved today. The first entry stays as it is.
      </Text>
      <Loaded query={comparison} skeleton={<RowsSkeleton height={90} rows={2} />}>
        {(loaded) => <Comparison comparison={loaded} />}
      </Loaded>
      <DialogFoot
        confirm="Replay now"
        change={replay}
        onClose={onClose}
        onConfirm={run}
        isReady={comparison.data !== undefined && !replay.isSuccess}
      />
    </>
  );
}
