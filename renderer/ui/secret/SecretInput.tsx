import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useUnsaved } from '#renderer/ui/draft/unsaved-forms.ts';
import { ConfirmDialog } from '../ConfirmDialog.tsx';
import { wholeMessage } from '../field-messages.ts';
import classes from './secret.module.css';

/** A change that this field asks for: it answers nothing, and may fail. */
interface Change {
  isPending: boolean;
  error: Error | null;
}

/**
 * A secret goes in here and never comes back: all that is shown of it is that it is there. It is stored at once, apart from everything else on
 * the page, so it must not stand inside of another form.
 */
export function SecretInput({
  label,
  hint,
  stored,
  canReplace = true,
  put,
  remove,
  onPut,
  onRemove,
}: {
  label: string;
  hint: string;
  /** Words for a secret that is there (“Set on 2 March. It cannot be shown again.”); null where there is none. */
  stored: string | null;
  canReplace?: boolean;
  put: Change;
  remove: Change;
  /** Stores it; `done` is to be called once it is. */
  onPut: (value: string, done: () => void) => void;
  onRemove: () => void;
}) {
  const [isReplacing, setReplacing] = useState(false);
  // What was pressed goes with what it changed; the focus goes on in what comes instead of it.
  const [hasActed, setActed] = useState(false);
  const [isRemoving, setRemoving] = useState(false);
  if (stored === null || isReplacing) {
    const close = () => setReplacing(false);
    return (
      <SecretForm
        label={label}
        hint={hint}
        put={put}
        isFocused={hasActed}
        onPut={(value) => {
          setActed(true);
          onPut(value, close);
        }}
        onCancel={isReplacing ? close : null}
      />
    );
  }
  const replace = () => {
    setActed(true);
    setReplacing(true);
  };
  return (
    <fieldset className={classes.secret}>
      <legend>{label}</legend>
      <Text size="sm" my={5}>
        {stored}
      </Text>
      <Group gap="xs">
        {canReplace && (
          <Button size="xs" variant="default" autoFocus={hasActed} onClick={replace}>
            Replace
          </Button>
        )}
        <Button size="xs" variant="default" autoFocus={hasActed && !canReplace} onClick={() => setRemoving(true)}>
          Remove…
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        title={`Remove the stored ${label}?`}
        confirm="Remove"
        change={remove}
        onConfirm={() => {
          setRemoving(false);
          setActed(true);
          onRemove();
        }}
      >
        It cannot be brought back: what needs it stops working until it is stored again.
      </ConfirmDialog>
    </fieldset>
  );
}

function SecretForm({
  label,
  hint,
  put,
  isFocused,
  onPut,
  onCancel,
}: {
  label: string;
  hint: string;
  put: Change;
  isFocused: boolean;
  onPut: (value: string) => void;
  onCancel: (() => void) | null;
}) {
  const [value, setValue] = useState('');
  useUnsaved(`the ${label}`, value !== '');
  const store = (event: FormEvent) => {
    event.preventDefault();
    onPut(value);
  };
  return (
    <form onSubmit={store}>
      <PasswordInput
        label={label}
        description={hint}
        autoComplete="new-password"
        autoFocus={isFocused}
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        error={put.error && wholeMessage(put.error)}
      />
      <Group gap="xs" mt={8}>
        <Button type="submit" size="xs" variant="light" disabled={value.trim() === ''} loading={put.isPending}>
          Store
        </Button>
        {onCancel && (
          <Button size="xs" variant="default" onClick={onCancel}>
            Keep the old one
          </Button>
        )}
      </Group>
    </form>
  );
}
