import { useDeleteChannelSecret, usePutChannelSecret } from '#renderer/door/mutations.ts';
import type { ChannelState } from '#shared/contract/channel.ts';
import { Section } from '../Section.tsx';
import { StoredSecret } from '../StoredSecret.tsx';

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
  return (
    <StoredSecret
      label={label}
      hint={hint}
      isStored={isSet === true}
      params={{ channel, name }}
      put={put}
      remove={remove}
    />
  );
}
