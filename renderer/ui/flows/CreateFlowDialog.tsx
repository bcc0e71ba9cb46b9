import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCreateFlow } from '#renderer/door/mutations.ts';
import type { Flow } from '#shared/contract/flow.ts';
import { messageFor } from '../field-messages.ts';

/** Makes a flow without steps; what then happens is the caller's. */
export function CreateFlowDialog({
  isOpen,
  onClose,
  onMade,
}: {
  isOpen: boolean;
  onClose: () => void;
  onMade: (flow: Flow) => void;
}) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New flow">
      <CreateFlowForm onClose={onClose} onMade={onMade} />
    </Modal>
  );
}

function CreateFlowForm({ onClose, onMade }: { onClose: () => void; onMade: (flow: Flow) => void }) {
  const [name, setName] = useState('');
  const create = useCreateFlow();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Dialogs stand outside of the page they belong to, but their events do not: an outer form must not take this for its own.
    event.stopPropagation();
    create.mutate({ body: { name } }, { onSuccess: onMade });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description="For example “Booking confirmation”."
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={messageFor(create.error, '/name')}
        maxLength={120}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Create flow
        </Button>
      </Group>
    </form>
  );
}
