import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useCreateWebhook } from '#renderer/door/mutations.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';

/** Asks for a name, makes the webhook and opens it. */
export function CreateWebhookDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New webhook">
      <CreateWebhookForm onClose={onClose} />
    </Modal>
  );
}

function CreateWebhookForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [, navigate] = useLocation();
  const create = useCreateWebhook();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { name } }, { onSuccess: ({ id }) => navigate(`/webhooks/${id}`) });
  };

  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description="What arrives here, for example “Bookings” or “Contact form”. Only you see it."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={messageFor(create.error, '/name')}
        maxLength={120}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Create
        </Button>
      </Group>
    </form>
  );
}
