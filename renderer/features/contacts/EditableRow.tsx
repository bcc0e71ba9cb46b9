import { ActionIcon, Button, Group, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type FormEvent, type KeyboardEvent, type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { useUpdateContact } from '#renderer/door/mutations.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { messageFor } from '#renderer/ui/field-messages.ts';
import type { UpdateContact } from '#shared/contract/contact.ts';
import classes from './person.module.css';
import { type Source, ValueSource } from './ValueSource.tsx';

export interface ValueInputProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error: string | null;
}

/**
 * One value of a person, edited in place: Enter saves, Escape leaves it as it was, an empty input clears it. What the engine refuses is
 * said under the input. When the input goes, the focus goes back to the pencil, unless the person has taken it elsewhere meanwhile.
 */
export function EditableRow({
  userNs,
  label,
  value,
  shown,
  source,
  below,
  pointer,
  changeOf,
  isOfferedBack = false,
  onEdit,
  input,
}: {
  userNs: string;
  label: string;
  /** What the input starts with. */
  value: string;
  /** The value as people read it; null where there is none. */
  shown: ReactNode;
  source: Source | null;
  /** What stands under the value while it is not edited. */
  below?: ReactNode;
  /** Where the engine's faults with this value point to. */
  pointer: string;
  changeOf: (typed: string) => UpdateContact;
  /** A note has the way back to what stood there before. */
  isOfferedBack?: boolean;
  onEdit?: () => void;
  input: (props: ValueInputProps) => ReactNode;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const pencil = useRef<HTMLButtonElement>(null);
  const update = useUpdateContact();
  const putBack = useUpdateContact();

  const isEditing = typed !== null;
  useUnsaved(`“${label}” of a contact`, isEditing && typed !== value);
  const wasEditing = useRef(isEditing);
  // With the pencil in the page, not a frame after it was asked for: by then it need not stand yet.
  useLayoutEffect(() => {
    const hasClosed = wasEditing.current && !isEditing;
    wasEditing.current = isEditing;
    if (hasClosed && document.activeElement === document.body) pencil.current?.focus();
  }, [isEditing]);

  const open = () => {
    setTyped(value);
    onEdit?.();
  };
  const close = () => {
    setTyped(null);
    update.reset();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (update.isPending) return;
    if (typed === value || typed === null) return close();
    const params = { userNs };
    const onSuccess = () => {
      close();
      if (!isOfferedBack || value === '') return;
      offerUndo({
        done: `${label} is ${typed.trim() === '' ? 'cleared' : 'changed'}.`,
        undo: () => putBack.mutateAsync({ params, body: changeOf(value) }),
        failed: `${label} could not be put back`,
      });
    };
    update.mutate({ params, body: changeOf(typed) }, { onSuccess });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
  };

  if (!isEditing) {
    return (
      <div className={classes.row}>
        <dt>{label}</dt>
        <dd>
          <div>
            {shown ?? <span className={classes.none}>none</span>}
            {source && <ValueSource source={source} />}
            {below}
          </div>
          <Tooltip label={`Edit ${label}`}>
            <ActionIcon ref={pencil} aria-label={`Edit ${label}`} onClick={open}>
              <IconPencil size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </dd>
      </div>
    );
  }
  return (
    <div className={classes.row} data-editing>
      <dt>{label}</dt>
      <dd>
        <form onSubmit={save} onKeyDown={onKeyDown} noValidate>
          {input({ label, value: typed, onChange: setTyped, error: messageFor(update.error, pointer) })}
          <Group gap={6} mt={8}>
            {/* Not disabled meanwhile: a button that is refused would have lost the focus. */}
            <Button type="submit" size="compact-sm" aria-busy={update.isPending}>
              Save
            </Button>
            <Button size="compact-sm" variant="default" onClick={close}>
              Cancel
            </Button>
          </Group>
        </form>
      </dd>
    </div>
  );
}
