import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useOptOuts } from '#renderer/door/queries.ts';
import { OptOutOrigin } from '#renderer/ui/messages/OptOutOrigin.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';

/** On which channels this person wants no messages (SN6); nothing where there are none. */
export function ContactOptOuts({ userNs }: { userNs: string }) {
  const optOuts = useOptOuts(userNs).data?.pages.flatMap(({ items }) => items) ?? [];
  if (optOuts.length === 0) return null;
  return (
    <Notice tone="warn">
      {optOuts.map((optOut) => (
        <div key={optOut.id}>
          <strong>Wants no messages: {MESSAGE_CHANNEL_WORDS[optOut.channel]}</strong>
          <OptOutOrigin optOut={optOut} />
        </div>
      ))}
      <Anchor component={Link} href="/outbox/opt-outs" size="sm" underline="always">
        Who wants no messages
      </Anchor>
    </Notice>
  );
}
