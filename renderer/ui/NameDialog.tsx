import { Button, Group, Modal, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useState } from 'react';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { messageFor } from './field-messages.ts';

interface Props {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  description: string;
  /** The name that it has; empty for something new. */
  name: string;
  /** What stands in the box of something new. */
  proposed?: string;
  /** Words on the button. */
  confirm: string;
  /** The change that was asked for; what is wrong with the name is said at the box. */
  change: { isPending: boolean; error: Error | null; reset: () => void };
  onConfirm: (name: string) => void;
}

/** Asks for the name of something, new or to be renamed. */
export function NameDialog({ isOpen, ...form }: Props) {
  return (
    <Modal opened={isOpen} onClose={form.onClose} title={form.title}>
      <NameForm key={`${form.name}${form.proposed ?? ''}`} {...form} />
    </Modal>
  );
}

function NameForm({
  onClose,
  description,
  name: before,
  proposed,
  confirm,
  change,
  onConfirm,
}: Omit<Props, 'isOpen' | 'title'>) {
  const [name, setName] = useState(before || (proposed ?? ''));
  useUnsaved(before === '' ? 'a new name' : `the new name of “${before}”`, name !== (before || (proposed ?? '')));
  const { reset } = change;
  // What was wrong the last time is not said again.
  useEffect(() => reset(), [reset]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // Dialogs stand outside of the page they belong to, but their events do not: an outer form must not take this for its own.
    event.stopPropagation();
    if (before !== '' && name.trim() === before) onClose();
    else onConfirm(name);
  };
  return (
    <form onSubmit={submit} noValidate>
      <TextInput
        label="Name"
        description={description}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        error={messageFor(change.error, '/name')}
        maxLength={120}
        data-autofocus
      />
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={change.isPending}>
          {confirm}
        </Button>
      </Group>
    </form>
  );
}
