import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { OptOut } from '#shared/contract/opt-out.ts';

/** Since when somebody wants no messages, and how that is known. */
export function OptOutOrigin({ optOut: { by, word, at, deliveryId } }: { optOut: OptOut }) {
  return (
    <Text size="sm" c="dimmed">
      {by === 'hand' ? 'Put on the list by hand' : `They wrote ${word}`}, <RelativeTime at={at} />
      {deliveryId !== null && (
        <>
          {' · '}
          <Anchor component={Link} href={`/log/${encodeURIComponent(deliveryId)}`} inherit underline="always">
            their message
          </Anchor>
        </>
      )}
    </Text>
  );
}
