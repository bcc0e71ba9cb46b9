import { useDeleteChannelSecret, usePutChannelSecret } from '#renderer/door/mutations.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { SecretInput } from '#renderer/ui/secret/SecretInput.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { ChannelState } from '#shared/contract/channel.ts';
import { Section } from '../Section.tsx';

/** The secrets that a channel sends with; nothing where it has none. */
export function ChannelSecrets({ channel: { channel, credentials } }: { channel: ChannelState }) {
  const secrets = credentials.filter(({ isSecret }) => isSecret);
  if (secrets.length === 0) return null;
  return (
    <Section
      title="Secrets"
      text="Stored encrypted as soon as you press Store, apart from the settings below. They go in and never come out."
    >
      {secrets.map((secret) => (
        <ChannelSecret key={secret.name} channel={channel} secret={secret} />
      ))}
    </Section>
  );
}

function ChannelSecret({
  channel,
  secret: { name, label, hint, isSet },
}: {
  channel: ChannelState['channel'];
  secret: ChannelState['credentials'][number];
}) {
  const put = usePutChannelSecret();
  const remove = useDeleteChannelSecret();
  const params = { channel, name };
  return (
    <SecretInput
      label={label}
      hint={hint}
      stored={isSet ? 'It is stored. It cannot be shown again.' : null}
      put={put}
      remove={remove}
      onPut={(value, done) =>
        put.mutate(
          { params, body: { value } },
          {
            onSuccess: () => {
              announce(`${label} stored.`);
              done();
            },
          },
        )
      }
      onRemove={() =>
        remove.mutate(
          { params },
          {
            onSuccess: () => announce(`${label} removed.`),
            onError: (error) => tellFailure('The secret was not removed.', error),
          },
        )
      }
    />
  );
}
