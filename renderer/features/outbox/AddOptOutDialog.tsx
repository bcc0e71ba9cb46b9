import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useAddOptOut, useUndoOptOut } from '#renderer/door/mutations.ts';
import { CHANNEL_CHOICES } from '#renderer/ui/channel-choices.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { tell } from '#renderer/ui/tell.ts';
import { CHANNEL_IN_SENTENCE } from '#shared/contract/channel-words.ts';
import type { Channel } from '#shared/contract/webhook.ts';

const ADDRESS: Record<Channel, string> = {
  sms: 'Phone number',
  voice: 'Phone number',
  whatsapp: 'Phone number',
  email: 'E-mail address',
  messenger: 'Messenger id',
};

/** Asks who, where, and says what follows. */
export function AddOptOutDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Who wants no messages?">
      <AddOptOutForm onClose={onClose} />
    </Modal>
  );
}

function AddOptOutForm({ onClose }: { onClose: () => void }) {
  const [channel, setChannel] = useState<Channel>('sms');
  const [address, setAddress] = useState('');
  const add = useAddOptOut();
  const undo = useUndoOptOut();
  useUnsaved('the new opt-out', address !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(
      { body: { channel, address } },
      {
        onSuccess: ({ id, wasListed, contact, address: read }) => {
          onClose();
          const who = sayPhone(contact?.label ?? read ?? address);
          if (wasListed) tell(`${who} was on the list already.`);
          else
            offerUndo({
              about: `opt-out ${id}`,
              done: `No ${CHANNEL_IN_SENTENCE[channel]} goes to ${who} any more.`,
              undo: () => undo.mutateAsync({ params: { id } }),
              failed: 'They were not taken off the list.',
            });
        },
      },
    );
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Select
          label="Channel"
          data={CHANNEL_CHOICES}
          value={channel}
          onChange={(chosen) => chosen && setChannel(chosen as Channel)}
          allowDeselect={false}
        />
        <TextInput
          label={ADDRESS[channel]}
          value={address}
          onChange={({ currentTarget }) => setAddress(currentTarget.value)}
          error={messageFor(add.error, '/address')}
          maxLength={320}
          data-autofocus
        />
        <Text size="sm" c="dimmed">
          No {CHANNEL_IN_SENTENCE[channel]} goes there any more, until you take it off the list or they write START.
        </Text>
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={add.isPending}>
          Send nothing more
        </Button>
      </Group>
    </form>
  );
}
