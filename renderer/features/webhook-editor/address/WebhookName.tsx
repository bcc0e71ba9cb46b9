import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useUpdateWebhook } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { useEditor } from '../editor-context.tsx';

/** The name, saved when the box is left or Enter is pressed; Escape puts the old one back. */
export function WebhookName() {
  const { webhook } = useEditor();
  const update = useUpdateWebhook();
  const [typed, setTyped] = useState<string | null>(null);

  function keep(): void {
    if (update.isPending) return;
    const name = typed?.trim() ?? webhook.name;
    if (name === webhook.name) {
      setTyped(null);
      return;
    }
    update.mutate(
      { params: { id: webhook.id }, body: { name } },
      {
        onSuccess: () => {
          setTyped(null);
          announce(`Renamed to ${name}.`);
        },
      },
    );
  }

  return (
    <TextInput
      label="Name"
      maw={420}
      maxLength={120}
      value={typed ?? webhook.name}
      error={typed?.trim() === '' ? 'Give the webhook a name.' : (update.error?.message ?? null)}
      onChange={(event) => {
        update.reset();
        setTyped(event.currentTarget.value);
      }}
      onBlur={() => typed !== null && typed.trim() !== '' && keep()}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && typed?.trim() !== '') keep();
        if (event.key === 'Escape') setTyped(null);
      }}
    />
  );
}
