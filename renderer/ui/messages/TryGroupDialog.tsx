import { Alert, Button, Checkbox, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTryGroup } from '#renderer/door/mutations.ts';
import { GROUP_STATES, type GroupCount } from '#shared/contract/message.ts';
import { announce } from '../announce.tsx';
import { DialogFoot } from '../DialogFoot.tsx';
import { PlainText } from '../PlainText.tsx';
import { GroupList, useSeenUntil } from './GroupList.tsx';
import { countWords, GROUP_WORDS } from './message-words.ts';

/** Shows what would go out of that which is kept back for one reason, and tries it again: as far as the limits allow today, or all of it. */
export function TryGroupDialog({
  group,
  isOpen,
  onClose,
}: {
  group: GroupCount;
  isOpen: boolean;
  onClose: () => void;
}) {
  const { again } = GROUP_WORDS[GROUP_STATES[group.reason]];
  return (
    <Modal opened={isOpen} onClose={onClose} title={`${again(countWords(group.count))}?`} size="lg">
      <Question group={group} onClose={onClose} />
    </Modal>
  );
}

function Question({ group, onClose }: { group: GroupCount; onClose: () => void }) {
  const { channel, reason, count } = group;
  const { again, stays } = GROUP_WORDS[GROUP_STATES[reason]];
  const change = useTryGroup();
  const seen = useSeenUntil(group);
  // The brake asks whether so many are right, and whoever says so has looked.
  const [isPastLimits, setPastLimits] = useState(reason === 'spike');
  const refused = change.data?.refused ?? [];
  const release = () =>
    change.mutate(
      { body: { channel, reason, ...seen, pastLimits: isPastLimits } },
      {
        onSuccess: ({ queued, refused: stay }) => {
          announce(`${countWords(queued)} ${queued === 1 ? 'waits for its' : 'wait for their'} turn.`);
          if (stay.length === 0) onClose();
        },
      },
    );
  if (refused.length > 0) {
    return (
      <Stack gap="md">
        <Alert
          color="yellow"
          title={`${countWords(refused.length)} could not go out and ${refused.length === 1 ? 'stays' : 'stay'} ${stays}`}
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
          : 'They go out as far as your limits allow now; what they do not allow is held.'}{' '}
        Each says what is known today.
      </Text>
      <GroupList group={group} />
      <Checkbox
        label="Also beyond your limits"
        description="Quiet hours and every other limit are passed over for them. Who wants no messages, or is in a country that you do not allow, still gets none."
        checked={isPastLimits}
        onChange={({ currentTarget }) => setPastLimits(currentTarget.checked)}
      />
      <DialogFoot
        confirm={again(count === 1 ? 'it' : 'them')}
        isReady={seen.until !== undefined}
        change={change}
        onClose={onClose}
        onConfirm={release}
      />
    </Stack>
  );
}
