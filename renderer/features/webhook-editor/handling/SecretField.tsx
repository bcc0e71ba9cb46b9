import { Button, Group, PasswordInput, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useConnectSender, useDeleteSecret, usePutSecret } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { SecretGuide } from '#shared/contract/verify-guide.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import classes from './handling.module.css';

/** A secret goes in here and never comes back: all that is shown of it is when it was stored. It is stored at once, apart from the draft. */
export function SecretField({ webhook, guide }: { webhook: Webhook; guide: SecretGuide }) {
  const state = webhook.secrets.find(({ name }) => name === guide.name);
  const setAt = state?.isSet ? state.setAt : null;
  const [isReplacing, setReplacing] = useState(false);
  const business = useBusiness();
  const remove = useDeleteSecret();

  if (setAt === null || isReplacing) {
    const close = () => setReplacing(false);
    if (guide.from === 'handshake') return <Connect webhook={webhook} guide={guide} />;
    return <SecretForm webhook={webhook} guide={guide} onStored={close} onCancel={isReplacing ? close : null} />;
  }
  return (
    <fieldset className={classes.secret}>
      <legend>{guide.label}</legend>
      <Text size="sm" my={5}>
        Set on {formatExact(setAt, business)}. It cannot be shown again.
      </Text>
      <Group gap="xs">
        {guide.from === 'owner' && (
          <Button size="xs" variant="default" onClick={() => setReplacing(true)}>
            Replace
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={remove.isPending}
          onClick={() =>
            remove.mutate(
              { params: { id: webhook.id, name: guide.name } },
              {
                onSuccess: () => announce(`${guide.label} removed.`),
                onError: (error) => tellFailure('The secret was not removed.', error),
              },
            )
          }
        >
          Remove
        </Button>
      </Group>
    </fieldset>
  );
}

function SecretForm({
  webhook,
  guide,
  onStored,
  onCancel,
}: {
  webhook: Webhook;
  guide: SecretGuide;
  onStored: () => void;
  onCancel: (() => void) | null;
}) {
  const [value, setValue] = useState('');
  const put = usePutSecret();
  const store = (event: FormEvent) => {
    event.preventDefault();
    put.mutate(
      { params: { id: webhook.id, name: guide.name }, body: { value } },
      {
        onSuccess: () => {
          setValue('');
          announce(`${guide.label} stored.`);
          onStored();
        },
      },
    );
  };
  return (
    <form onSubmit={store}>
      <PasswordInput
        label={guide.label}
        description={guide.where}
        autoComplete="new-password"
        value={value}
        onChange={(event) => setValue(event.currentTarget.value)}
        error={put.error && `${put.error.message} ${put.error.next}`}
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

/** For a sender that hands its secret over by itself, while the owner is waiting for it. */
function Connect({ webhook, guide }: { webhook: Webhook; guide: SecretGuide }) {
  const connect = useConnectSender();
  const business = useBusiness();
  const isSaved = webhook.verify.scheme === 'asana';
  return (
    <fieldset className={classes.secret}>
      <legend>{guide.label}</legend>
      <Text size="xs" c="dimmed" my={5}>
        {isSaved ? guide.where : `Save first. ${guide.where}`}
      </Text>
      <Button
        size="xs"
        variant="light"
        disabled={!isSaved}
        loading={connect.isPending}
        onClick={() =>
          connect.mutate(
            { params: { id: webhook.id } },
            { onError: (error) => tellFailure('The webhook does not wait for the secret.', error) },
          )
        }
      >
        Connect
      </Button>
      {connect.data && (
        <Text size="sm" mt={8} role="status">
          Waiting for the secret until {formatExact(connect.data.until, business)}.
        </Text>
      )}
    </fieldset>
  );
}
