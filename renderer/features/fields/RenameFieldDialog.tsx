import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUpdateField } from '#renderer/door/mutations.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';
import type { Field } from '#shared/contract/field.ts';

export function RenameFieldDialog({ field, onClose }: { field: Field | null; onClose: () => void }) {
  return (
    <Modal opened={field !== null} onClose={onClose} title="Rename field">
      {field && <RenameFieldForm field={field} onClose={onClose} />}
    </Modal>
  );
}

function RenameFieldForm({ field, onClose }: { field: Field; onClose: () => void }) {
  const [name, setName] = useState(field.name);
  const update = useUpdateField();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === field.name) return onClose();
    update.mutate({ params: { key: field.key }, body: { name } }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description="Webhooks that fill this field go on doing so."
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
