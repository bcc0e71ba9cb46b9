import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUpdateFlow } from '#renderer/door/mutations.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';
import type { Flow } from '#shared/contract/flow.ts';

export function RenameFlowDialog({ flow, onClose }: { flow: Flow | null; onClose: () => void }) {
  return (
    <Modal opened={flow !== null} onClose={onClose} title="Rename flow">
      {flow && <RenameFlowForm flow={flow} onClose={onClose} />}
    </Modal>
  );
}

function RenameFlowForm({ flow, onClose }: { flow: Flow; onClose: () => void }) {
  const [name, setName] = useState(flow.name);
  const update = useUpdateFlow();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === flow.name) return onClose();
    update.mutate({ params: { key: flow.key }, body: { name } }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description="Webhooks that start this flow go on doing so."
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={messageFor(update.error, '/name')}
        maxLength={120}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={update.isPending}>
          Rename
        </Button>
      </Group>
    </form>
  );
}
