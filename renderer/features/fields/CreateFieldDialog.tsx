import { Button, Checkbox, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCreateField } from '#renderer/door/mutations.ts';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';
import { FIELD_TYPE_WORDS } from '#renderer/ui/receipt/field-type-words.ts';
import { FIELD_TYPES, type FieldType } from '#shared/contract/field.ts';
import classes from './fields.module.css';
import { TYPE_MEANINGS } from './type-meanings.ts';

export function CreateFieldDialog({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="New field">
      <CreateFieldForm onClose={onClose} />
    </Modal>
  );
}

function CreateFieldForm({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [type, setType] = useState<FieldType>('text');
  const [isPrivate, setPrivate] = useState(false);
  const create = useCreateField();
  useUnsaved('the new field', name !== '');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { name, type, isPrivate } }, { onSuccess: onClose });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="For example “Booking start” or “Shoe size”."
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={messageFor(create.error, '/name')}
          maxLength={120}
          data-autofocus
        />
        <Radio.Group
          label="Type"
          description="It cannot be changed later."
          value={type}
          onChange={(value) => setType(value as FieldType)}
        >
          <div className={classes.types}>
            {FIELD_TYPES.map((one) => (
              <Radio
                key={one}
                value={one}
                label={
                  <>
                    {FIELD_TYPE_WORDS[one]}
                    <Text span c="dimmed" size="xs" className={classes.meaning}>
                      {TYPE_MEANINGS[one]}
                    </Text>
                  </>
                }
              />
            ))}
          </div>
        </Radio.Group>
        <Checkbox
          label="Private"
          description="Hidden in the log, the Outbox, exports and notifications until you ask for it; no search finds it."
          checked={isPrivate}
          onChange={({ currentTarget }) => setPrivate(currentTarget.checked)}
        />
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Create field
        </Button>
      </Group>
    </form>
  );
}
