import { Button, Group, Modal, Select, SimpleGrid, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { useCreateContact } from '#renderer/door/mutations.ts';
import { CHANNEL_CHOICES } from '#renderer/ui/channel-choices.ts';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { detailFor, unplacedMessage } from '#renderer/ui/field-messages.ts';
import type { Channel } from '#shared/contract/webhook.ts';

const INPUTS = [
  { key: 'firstName', label: 'First name' },
  { key: 'lastName', label: 'Last name' },
  { key: 'phone', label: 'Phone', type: 'tel' },
  { key: 'email', label: 'Email', type: 'email' },
  { key: 'crmContactId', label: 'CRM Contact Id', description: 'Their number in your other system, if it has one.' },
] as const;

type Key = (typeof INPUTS)[number]['key'];

/** Adds somebody by hand and opens their page. */
export function AddContactDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add contact" size="lg">
      <AddContactForm onClose={onClose} />
    </Modal>
  );
}

function AddContactForm({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState<Partial<Record<Key, string>>>({});
  const [channel, setChannel] = useState<Channel | null>(null);
  const [, navigate] = useLocation();
  const create = useCreateContact();
  useUnsaved('the new contact', Object.values(typed).some(Boolean));

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const name = [typed.firstName, typed.lastName].filter(Boolean).join(' ').trim();
    create.mutate(
      { body: { ...typed, ...(name ? { name } : {}), ...(channel ? { channel } : {}) } },
      { onSuccess: ({ userNs }) => navigate(`/contacts/${encodeURIComponent(userNs)}`) },
    );
  };
  const unplaced = unplacedMessage(
    create.error,
    INPUTS.map(({ key }) => `/${key}`),
  );

  return (
    <form onSubmit={submit} noValidate>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="md">
        {INPUTS.map(({ key, ...input }, index) => (
          <TextInput
            key={key}
            {...input}
            value={typed[key] ?? ''}
            onChange={({ currentTarget }) => setTyped({ ...typed, [key]: currentTarget.value })}
            error={detailFor(create.error, `/${key}`)}
            data-autofocus={index === 0 || undefined}
          />
        ))}
        <Select
          label="Channel"
          description="How they are reached first."
          placeholder="What fits"
          data={CHANNEL_CHOICES}
          value={channel}
          onChange={setChannel}
          clearable
        />
      </SimpleGrid>
      {unplaced && (
        <Text role="alert" c="var(--mantine-color-error)" mt="sm">
          {unplaced}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Add contact
        </Button>
      </Group>
    </form>
  );
}
