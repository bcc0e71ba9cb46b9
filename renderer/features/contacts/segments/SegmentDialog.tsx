import { ActionIcon, Button, Group, Modal, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useCreateSegment, useUpdateSegment } from '#renderer/door/mutations.ts';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { detailFor, messageFor } from '#renderer/ui/field-messages.ts';
import type { Field } from '#shared/contract/field.ts';
import type { Segment } from '#shared/contract/segment.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { conditionOf, FRESH, KINDS, type Kind, type Typed, typedOf } from './segment-words.ts';
import classes from './segments.module.css';

interface Props {
  /** The one to be changed; null for a new one. */
  segment: Segment | null;
  fields: readonly Field[];
  onClose: () => void;
  onSaved: (segment: Segment) => void;
}

export function SegmentDialog({ isOpen, ...props }: Props & { isOpen: boolean }) {
  const title = props.segment === null ? 'New segment' : 'Edit the segment';
  return (
    <Modal opened={isOpen} onClose={props.onClose} title={title} size="lg">
      <SegmentForm {...props} />
    </Modal>
  );
}

/** A name, and the conditions that all must hold. */
function SegmentForm({ segment, fields, onClose, onSaved }: Props) {
  const [name, setName] = useState(segment?.name ?? '');
  const [conditions, setConditions] = useState<readonly Typed[]>(segment?.conditions.map(typedOf) ?? [FRESH]);
  const create = useCreateSegment();
  const update = useUpdateSegment();
  const { error, isPending } = segment === null ? create : update;
  const body = { name, conditions: conditions.map(conditionOf) };
  const before = segment === null ? { name: '', conditions: [conditionOf(FRESH)] } : segment;
  useUnsaved(
    'a segment',
    JSON.stringify([body.name, body.conditions]) !== JSON.stringify([before.name, before.conditions]),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (segment === null) create.mutate({ body }, { onSuccess: onSaved });
    else update.mutate({ params: { id: segment.id }, body }, { onSuccess: onSaved });
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
          error={messageFor(error, '/name')}
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
                error={error}
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
        <Button type="submit" loading={isPending}>
          {segment === null ? 'Make segment' : 'Save'}
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
