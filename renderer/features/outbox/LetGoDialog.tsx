import { Alert, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { DoorError } from '#renderer/door/client.ts';
import { useDecideMessage } from '#renderer/door/mutations.ts';
import { useMessagePreview } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { DialogFoot } from '#renderer/ui/DialogFoot.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { AsItGoes } from '#renderer/ui/messages/AsItGoes.tsx';
import { DECIDED_WORDS, isMasked, OWN_WORDS } from '#renderer/ui/messages/message-words.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { PrivateValues } from '#renderer/ui/PrivateValues.tsx';
import type { Message, MessagePreview } from '#shared/contract/message.ts';

/** Shows what will go out, filled in with what is known now, and lets exactly that go. */
export function LetGoDialog({ message, isOpen, onClose }: { message: Message; isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Send this message?" size="lg">
      <Question message={message} onClose={onClose} />
    </Modal>
  );
}

function Question({ message, onClose }: { message: Message; onClose: () => void }) {
  const [isPrivateShown, setPrivateShown] = useState(false);
  const preview = useMessagePreview(message.id, { isPrivateShown });
  return (
    <Loaded query={preview}>
      {(shown) => (
        <Stack gap="md">
          {(isPrivateShown || isMasked(shown.now)) && (
            <PrivateValues isShown={isPrivateShown} onChange={setPrivateShown} />
          )}
          <AsItGoes preview={shown} />
          {shown.now.isEdited && (
            <Text size="sm" c="dimmed">
              {OWN_WORDS}
            </Text>
          )}
          <Answer message={message} preview={shown} onStale={() => void preview.refetch()} onClose={onClose} />
        </Stack>
      )}
    </Loaded>
  );
}

function Answer({
  message: { id, state },
  preview: { now, refusal, seen },
  onStale,
  onClose,
}: {
  message: Message;
  preview: MessagePreview;
  onStale: () => void;
  onClose: () => void;
}) {
  const decision = state === 'held' ? 'release' : 'retry';
  const change = useDecideMessage()[decision];
  const send = () =>
    change.mutate(
      { params: { id }, query: { seen } },
      {
        onSuccess: () => {
          announce(DECIDED_WORDS[decision]);
          onClose();
        },
        onError: (error) => error instanceof DoorError && error.code === 'MESSAGE_CHANGED' && onStale(),
      },
    );
  return (
    <>
      {refusal !== null && (
        <Alert color="yellow" title="It cannot go out as it is now">
          <PlainText text={refusal.sentence} /> It stays here until that is corrected, you edit its text, or drop it.
        </Alert>
      )}
      <DialogFoot
        confirm={refusal !== null ? null : isMasked(now) ? 'Send it unseen' : 'Send it'}
        change={change}
        onClose={onClose}
        onConfirm={send}
      />
    </>
  );
}
