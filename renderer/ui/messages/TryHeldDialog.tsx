import { Alert, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTryHeld } from '#renderer/door/mutations.ts';
import { useMessagePreview, useMessages } from '#renderer/door/queries.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { announce } from '../announce.tsx';
import { DialogFoot } from '../DialogFoot.tsx';
import { Loaded } from '../Loaded.tsx';
import { PlainText } from '../PlainText.tsx';
import { AsItGoes } from './AsItGoes.tsx';
import { countWords, type LimitReason } from './message-words.ts';
import classes from './messages.module.css';

interface Held {
  channel: MessageChannel;
  reason: LimitReason;
  count: number;
}

/** Shows what would go out of that which a limit holds, and tries it again as far as the limits allow today. */
export function TryHeldDialog({ held, isOpen, onClose }: { held: Held; isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={`Release ${countWords(held.count)}?`} size="lg">
      <Question held={held} onClose={onClose} />
    </Modal>
  );
}

function Question({ held: { channel, reason, count }, onClose }: { held: Held; onClose: () => void }) {
  const change = useTryHeld();
  const refused = change.data?.refused ?? [];
  const release = () =>
    change.mutate(
      { body: { channel, reason } },
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
        They go out as far as your limits allow now; what they do not allow is held again. Each says what is known
        today.
      </Text>
      <Messages channel={channel} reason={reason} count={count} />
      <DialogFoot
        confirm={`Release ${count === 1 ? 'it' : 'them'}`}
        change={change}
        onClose={onClose}
        onConfirm={release}
      />
    </Stack>
  );
}

function Messages({ channel, reason, count }: Held) {
  const messages = useMessages({ state: 'held', channel, reason });
  return (
    <Loaded query={messages}>
      {({ pages }) => {
        const shown = pages[0]?.items ?? [];
        return (
          <>
            <ol className={classes.heldList} aria-label="What would go out">
              {shown.map(({ id }) => (
                <li key={id}>
                  <OneMessage id={id} />
                </li>
              ))}
            </ol>
            {count > shown.length && (
              <Text size="sm" c="dimmed">
                And {countWords(count - shown.length)} more.
              </Text>
            )}
          </>
        );
      }}
    </Loaded>
  );
}

function OneMessage({ id }: { id: string }) {
  return (
    <Loaded query={useMessagePreview(id)}>
      {(preview) => (
        <>
          <AsItGoes preview={preview} />
          {preview.refusal !== null && (
            <p className={classes.blocked}>
              <span>
                Stays held: <PlainText text={preview.refusal.sentence} />
              </span>
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
