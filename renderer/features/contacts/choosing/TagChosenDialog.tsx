import { Autocomplete, Modal } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useStartBulkChange } from '#renderer/door/mutations.ts';
import { useTags } from '#renderer/door/queries.ts';
import { DialogFoot } from '#renderer/ui/DialogFoot.tsx';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { ContactChoice } from '#shared/contract/bulk-change.ts';

interface Props {
  who: ContactChoice;
  count: number;
  onClose: () => void;
}

/** Asks which tag those who are chosen get or lose. */
export function TagChosenDialog({ of, count, ...form }: Props & { of: 'add-tag' | 'remove-tag' | null }) {
  const many = count === 1 ? '1 contact' : `${sayCount(count)} contacts`;
  return (
    <Modal
      opened={of !== null}
      onClose={form.onClose}
      title={of === 'remove-tag' ? `Remove a tag from ${many}` : `Add a tag to ${many}`}
    >
      {of !== null && <TagForm of={of} {...form} />}
    </Modal>
  );
}

function TagForm({ of, who, onClose }: Omit<Props, 'count'> & { of: 'add-tag' | 'remove-tag' }) {
  const [tag, setTag] = useState('');
  const known = useTags().data?.tags ?? [];
  const start = useStartBulkChange();
  useUnsaved('a tag of several contacts', tag.trim() !== '');
  const begin = () => {
    if (tag.trim() !== '') start.mutate({ body: { of, tag: tag.trim(), who } }, { onSuccess: onClose });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    begin();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Autocomplete
        label="Tag"
        description={of === 'add-tag' ? 'Choose one, or type a new one.' : 'Who does not have it stays as they are.'}
        data={known}
        value={tag}
        onChange={setTag}
        maxLength={60}
        limit={8}
        data-autofocus
      />
      <DialogFoot
        confirm={of === 'add-tag' ? 'Add tag' : 'Remove tag'}
        change={start}
        isReady={tag.trim() !== ''}
        onClose={onClose}
        onConfirm={begin}
      />
    </form>
  );
}
