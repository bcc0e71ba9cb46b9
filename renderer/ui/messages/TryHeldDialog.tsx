import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTryHeld } from '#renderer/door/mutations.ts';
import { announce } from '../announce.tsx';
import { DialogFoot } from '../DialogFoot.tsx';
import { PlainText } from '../PlainText.tsx';
import { type HeldByOne, HeldList, useSeenUntil } from './HeldList.tsx';
import { countWords } from './message-words.ts';

/** Shows what would go out of that which a limit holds, and tries it again: as far as the limits allow today, or all of it. */
export function TryHeldDialog({ held, isOpen, onClose }: { held: HeldByOne; isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Release ${countWords(held.count)}?`} size="lg">
      <Question held={held} onClose={onClose} />
    </Modal>
  );
}

function Question({ held, onClose }: { held: HeldByOne; onClose: () => void }) {
  const { channel, reason, count } = held;
  const change = useTryHeld();
  const seen = useSeenUntil(held);
  // The brake asks whether so many are right, and whoever says so has looked.
  const [isPastLimits, setPastLimits] = useState(reason === 'spike');
  const refused = change.data?.refused ?? [];
  const release = () =>
    change.mutate(
      { body: { channel, reason, ...seen, pastLimits: isPastLimits } },
      {
        onSuccess: ({ queued, refused: stay }) => {
          announce(`${countWords(queued)} released.`);
          if (stay.length === 0) onClose();
        },
      },
    );
  if (refused.length > 0) {
    return (
      <Stack gap="md">
        <Alert
          color="yellow"
          title={`${countWords(refused.length)} could not go out and ${refused.length === 1 ? 'stays' : 'stay'} held`}
        >
          <PlainText text={[...new Set(refused.map(({ sentence }) => sentence))].slice(0, 5).join(' ')} />
        </Alert>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            Close
          </Button>
        </Group>
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <Text size="sm">
        {isPastLimits
          ? 'All of them go out now.'
          : 'They go out as far as your limits allow now; what they do not allow is held again.'}{' '}
        Each says what is known today.
      </Text>
      <HeldList held={held} />
      <Checkbox
        label="Also beyond your limits"
        description="Quiet hours and every other limit are passed over for them. Who wants no messages still gets none."
        checked={isPastLimits}
        onChange={({ currentTarget }) => setPastLimits(currentTarget.checked)}
      />
      <DialogFoot
        confirm={`Release ${count === 1 ? 'it' : 'them'}`}
        change={change}
        onClose={onClose}
        onConfirm={release}
      />
    </Stack>
  );
}
