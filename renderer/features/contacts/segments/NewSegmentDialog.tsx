import { ActionIcon, Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateSegment } from '#renderer/door/mutations.ts';
import { detailFor, messageFor } from '#renderer/ui/field-messages.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Segment } from '#shared/contract/segment.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { conditionOf, FRESH, KINDS, type Kind, type Typed } from './segment-words.ts';
import classes from './segments.module.css';

interface Props {
  fields: readonly Field[];
  onClose: () => void;
  onMade: (segment: Segment) => void;
}

export function NewSegmentDialog({ isOpen, ...props }: Props & { isOpen: boolean }) {
  return (
    <Modal opened={isOpen} onClose={props.onClose} title="New segment" size="lg">
      <NewSegmentForm {...props} />
    </Modal>
  );
}

/** A name, and the conditions that all must hold. */
function NewSegmentForm({ fields, onClose, onMade }: Props) {
  const [name, setName] = useState('');
  const [conditions, setConditions] = useState<readonly Typed[]>([FRESH]);
  const create = useCreateSegment();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate({ body: { name, conditions: conditions.map(conditionOf) } }, { onSuccess: onMade });
  };
  const change = (place: number, part: Partial<Typed>) =>
    setConditions(conditions.map((one, index) => (index === place ? { ...one, ...part } : one)));
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label="Name"
          description="For example “Regulars” or “Birthday unknown”."
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          error={messageFor(create.error, '/name')}
          maxLength={120}
          data-autofocus
        />
        <fieldset className={classes.conditions}>
          <legend>Somebody belongs to it who…</legend>
          {conditions.map((condition, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: conditions have nothing of their own to be told apart by.
            <div key={place} className={classes.condition}>
              <Condition
                place={place}
                condition={condition}
                fields={fields}
                error={create.error}
                onChange={(part) => change(place, part)}
              />
              <ActionIcon
                aria-label={`Remove condition ${place + 1}`}
                disabled={conditions.length === 1}
                onClick={() => setConditions(conditions.filter((_, index) => index !== place))}
              >
                <IconX size={16} aria-hidden />
              </ActionIcon>
            </div>
          ))}
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={15} aria-hidden />}
            disabled={conditions.length >= 8}
            onClick={() => setConditions([...conditions, FRESH])}
          >
            And also…
          </Button>
        </fieldset>
      </Stack>
      <Group justify="flex-end" mt="lg">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending}>
          Make segment
        </Button>
      </Group>
    </form>
  );
}

const KIND_CHOICES = Object.entries(KINDS).map(([value, label]) => ({ value, label }));

function Condition({
  place,
  condition: { kind, field, text, days },
  fields,
  error,
  onChange,
}: {
  place: number;
  condition: Typed;
  fields: readonly Field[];
  error: Error | null;
  onChange: (part: Partial<Typed>) => void;
}) {
  const faultAt = (key: string) => detailFor(error, `/conditions/${place}/${key}`);
  const isField = kind.startsWith('field');
  return (
    <div className={classes.inputs}>
      <Select
        aria-label={`Condition ${place + 1}`}
        data={KIND_CHOICES}
        value={kind}
        onChange={(value) => value && onChange({ kind: value as Kind })}
      />
      {isField && (
        <Select
          aria-label={`Field of condition ${place + 1}`}
          placeholder="Choose a field"
          data={fields.map(({ key, name }) => ({ value: key, label: visibleText(name) }))}
          value={field}
          onChange={(value) => onChange({ field: value })}
          error={faultAt('field')}
          searchable
        />
      )}
      {(kind === 'field equals' || kind === 'field contains' || kind.startsWith('tag')) && (
        <TextInput
          aria-label={`${isField ? 'Text' : 'Tag'} of condition ${place + 1}`}
          placeholder={isField ? 'Text' : 'Tag'}
          value={text}
          onChange={({ currentTarget }) => onChange({ text: currentTarget.value })}
          error={faultAt(isField ? 'text' : 'tag')}
        />
      )}
      {kind.startsWith('activity') && (
        <NumberInput
          aria-label={`Days of condition ${place + 1}`}
          suffix={days === 1 ? ' day' : ' days'}
          value={days}
          min={1}
          max={3650}
          allowDecimal={false}
          onChange={(value) => typeof value === 'number' && onChange({ days: value })}
          error={faultAt('days')}
        />
      )}
    </div>
  );
}
