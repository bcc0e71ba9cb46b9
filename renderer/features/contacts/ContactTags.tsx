import { ActionIcon, Autocomplete, Badge, Button, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, useRef, useState } from 'react';
import { useUpdateContact } from '#renderer/door/mutations.ts';
import { useTags } from '#renderer/door/queries.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { ContactDetail } from '#shared/contract/contact.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import classes from './person.module.css';

/** What this person is marked with, by flows, imports or hand, and segments ask for. A tag is typed or chosen from those that there are. */
export function ContactTags({ contact: { userNs, tags } }: { contact: ContactDetail }) {
  const [typed, setTyped] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const known = useTags().data?.tags ?? [];
  const update = useUpdateContact();
  const putBack = useUpdateContact();
  useUnsaved('a tag of a contact', typed.trim() !== '');
  const params = { userNs };

  const add = (tag: string) => {
    const wanted = tag.trim();
    if (wanted === '' || update.isPending) return;
    update.mutate({ params, body: { tags: { add: [wanted] } } }, { onSuccess: () => setTyped('') });
  };
  const remove = (tag: string) =>
    update.mutate(
      { params, body: { tags: { remove: [tag] } } },
      {
        onSuccess() {
          // The button that was pressed has gone with its tag.
          input.current?.focus();
          offerUndo({
            done: `The tag “${tag}” is removed.`,
            undo: () => putBack.mutateAsync({ params, body: { tags: { add: [tag] } } }),
            failed: `The tag “${tag}” could not be put back`,
          });
        },
      },
    );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add(typed);
  };
  return (
    <section className={classes.card}>
      <h2>Tags</h2>
      {tags.length > 0 && (
        <ul className={classes.tags} aria-label="Tags">
          {tags.map((tag) => (
            <li key={tag}>
              <Badge
                variant="default"
                tt="none"
                fw={500}
                size="lg"
                pr={3}
                rightSection={
                  <Tooltip label="Remove this tag">
                    <ActionIcon
                      size="xs"
                      variant="subtle"
                      aria-label={`Remove the tag ${visibleText(tag)}`}
                      onClick={() => remove(tag)}
                    >
                      <IconX size={12} aria-hidden />
                    </ActionIcon>
                  </Tooltip>
                }
              >
                <PlainText text={tag} />
              </Badge>
            </li>
          ))}
        </ul>
      )}
      <form className={classes.addTag} onSubmit={submit} noValidate>
        <Autocomplete
          ref={input}
          aria-label="Add a tag"
          placeholder="Add a tag…"
          data={known.filter((tag) => !tags.includes(tag))}
          value={typed}
          onChange={setTyped}
          error={update.error?.message}
          maxLength={60}
          limit={8}
        />
        <Button type="submit" variant="default" aria-busy={update.isPending}>
          Add
        </Button>
      </form>
    </section>
  );
}
