import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useHeldCounts } from '#renderer/door/queries.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { DropHeldDialog } from './DropHeldDialog.tsx';
import { countWords, type LimitReason, REASON_WORDS } from './message-words.ts';
import classes from './messages.module.css';
import { TryHeldDialog } from './TryHeldDialog.tsx';

/** What a limit of a channel holds, with the way to look at it and to release it. Nothing where it holds nothing. */
export function HeldByLimit({
  channel,
  reason,
  isSaved = true,
  place = 'settings',
}: {
  channel: MessageChannel;
  reason: LimitReason;
  /** Before the limit is saved, the old one would hold them again. */
  isSaved?: boolean;
  /** Beside the limit itself · over the messages that it holds · over all messages that wait. */
  place?: 'settings' | 'held' | 'all';
}) {
  const [isOpen, setOpen] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const counts = useHeldCounts().data ?? [];
  const count = counts.find((held) => held.channel === channel && held.reason === reason)?.count ?? 0;
  const held = { channel, reason, count };
  const dialogs = (
    <>
      <TryHeldDialog held={held} isOpen={isOpen} onClose={() => setOpen(false)} />
      <DropHeldDialog held={held} isOpen={isDropping} onClose={() => setDropping(false)} />
    </>
  );
  // What came of it is told by the dialog, also when nothing is held any more.
  if (count === 0) return isOpen || isDropping ? dialogs : null;
  return (
    <div className={classes.held}>
      <span>
        {countWords(count)} {count === 1 ? 'is' : 'are'} held because of{' '}
        {place === 'settings' ? 'this limit' : `“${REASON_WORDS[reason]}” of ${MESSAGE_CHANNEL_WORDS[channel]}`}.
      </span>
      <span className={classes.heldWays}>
        {place !== 'held' && (
          <Anchor
            component={Link}
            href={`/outbox?state=held&channel=${channel}&reason=${reason}`}
            inherit
            underline="always"
          >
            Look at {count === 1 ? 'it' : 'them'}
          </Anchor>
        )}
        <Button size="compact-sm" variant="default" disabled={!isSaved} onClick={() => setOpen(true)}>
          Release {count === 1 ? 'it' : 'them'}…
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => setDropping(true)}>
          Drop {count === 1 ? 'it' : 'them'}…
        </Button>
      </span>
      {!isSaved && <span className={classes.soft}>Save the new limits first.</span>}
      {dialogs}
    </div>
  );
}
