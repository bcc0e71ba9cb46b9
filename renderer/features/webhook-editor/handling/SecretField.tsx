import { Button, Text } from '@mantine/core';
import { useConnectSender, useDeleteSecret, usePutSecret } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { SecretInput } from '#renderer/ui/secret/SecretInput.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { SecretGuide } from '#shared/contract/verify-guide.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import classes from './handling.module.css';

/** A secret of the webhook: typed by the owner, or handed over by the sender. It is stored at once, apart from the draft. */
export function SecretField({ webhook, guide }: { webhook: Webhook; guide: SecretGuide }) {
  const state = webhook.secrets.find(({ name }) => name === guide.name);
  const setAt = state?.isSet ? state.setAt : null;
  const business = useBusiness();
  const put = usePutSecret();
  const remove = useDeleteSecret();
  const params = { id: webhook.id, name: guide.name };

  if (setAt === null && guide.from === 'handshake') return <Connect webhook={webhook} guide={guide} />;
  return (
    <SecretInput
      label={guide.label}
      hint={guide.where}
      stored={setAt && `Set on ${formatExact(setAt, business)}. It cannot be shown again.`}
      canReplace={guide.from === 'owner'}
      put={put}
      remove={remove}
      onPut={(value, done) =>
        put.mutate(
          { params, body: { value } },
          {
            onSuccess: () => {
              announce(`${guide.label} stored.`);
              done();
            },
          },
        )
      }
      onRemove={() =>
        remove.mutate(
          { params },
          {
            onSuccess: () => announce(`${guide.label} removed.`),
            onError: (error) => tellFailure('The secret was not removed.', error),
          },
        )
      }
    />
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
