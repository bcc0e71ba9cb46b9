import { Button, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useEditMessage } from '#renderer/door/mutations.ts';
import { useMessage, useMessagePreview } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { detailFor, unplacedMessage } from '#renderer/ui/field-messages.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { isMasked, segmentWords } from '#renderer/ui/messages/message-words.ts';
import { PrivateValues } from '#renderer/ui/PrivateValues.tsx';
import type { Message } from '#shared/contract/message.ts';
import { segmentsOf } from '#shared/text/segments.ts';

/** Changes what a message says before it goes; the flow stays as it is. */
export function EditMessageDialog({
  message,
  isOpen,
  onClose,
}: {
  message: Message;
  isOpen: boolean;
  onClose: () => void;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Edit the text" size="lg">
      <AskedFor message={message}>
        <WholeMessage message={message}>
          {(whole) => <EditMessageForm message={whole} onClose={onClose} />}
        </WholeMessage>
      </AskedFor>
    </Modal>
  );
}

interface WholeMessageProps {
  message: Message;
  children: (message: Message) => ReactNode;
}

/** Private values are on screen only once somebody asked for them (LG3), and to edit a text is not to ask. */
function AskedFor({ message, children }: { message: Message; children: ReactNode }) {
  const [isShown, setShown] = useState(!isMasked(message));
  if (isShown) return children;
  return (
    <Stack gap="md">
      <Text size="sm">Private values in it are hidden. The text can be edited only with them in sight.</Text>
      <PrivateValues isShown={false} onChange={setShown} />
    </Stack>
  );
}

/** What was masked on the screen must not be saved, so the text is edited as it will be sent, private values included (LG3). */
function WholeMessage(props: WholeMessageProps) {
  return props.message.state === 'queued' ? <AsItStands {...props} /> : <AsItWouldGo {...props} />;
}

function AsItStands({ message: { id }, children }: WholeMessageProps) {
  return <Loaded query={useMessage(id, { isPrivateShown: true })}>{children}</Loaded>;
}

/** What is kept back would be filled in anew, so the owner goes on from that. */
function AsItWouldGo({ message: { id }, children }: WholeMessageProps) {
  return <Loaded query={useMessagePreview(id, { isPrivateShown: true })}>{({ now }) => children(now)}</Loaded>;
}

function EditMessageForm({ message: { id, channel, ...saved }, onClose }: { message: Message; onClose: () => void }) {
  const [subject, setSubject] = useState(saved.subject);
  const [text, setText] = useState(saved.text);
  const edit = useEditMessage();
  useUnsaved('the text of a message', text !== saved.text || subject !== saved.subject);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    edit.mutate(
      { params: { id }, body: { text, ...(channel === 'email' ? { subject } : {}) } },
      {
        onSuccess: () => {
          announce('The text is changed.');
          onClose();
        },
      },
    );
  };
  const unplaced = unplacedMessage(edit.error, ['/text', '/subject']);
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {channel === 'email' && (
          <TextInput
            label="Subject"
            value={subject}
            onChange={({ currentTarget }) => setSubject(currentTarget.value)}
            error={detailFor(edit.error, '/subject')}
          />
        )}
        <Textarea
          label="Text"
          description="Sent exactly as it stands here. Only this message changes, not the flow."
          autosize
          minRows={4}
          maxRows={14}
          value={text}
          onChange={({ currentTarget }) => setText(currentTarget.value)}
          error={detailFor(edit.error, '/text')}
          data-autofocus
        />
        {channel === 'sms' && (
          <Text size="xs" c="dimmed">
            {segmentWords(segmentsOf(text))}
          </Text>
        )}
        {unplaced && (
          <Text role="alert" c="var(--mantine-color-error)" size="sm">
            {unplaced}
          </Text>
        )}
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={edit.isPending}>
          Save the text
        </Button>
      </Group>
    </form>
  );
}
