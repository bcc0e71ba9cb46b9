import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useHeldCounts } from '#renderer/door/queries.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import { countWords, type LimitReason } from './message-words.ts';
import classes from './messages.module.css';
import { TryHeldDialog } from './TryHeldDialog.tsx';

/** What a limit of a channel holds, with the way to look at it and to release it. Nothing where it holds nothing. */
export function HeldByLimit({
  channel,
  reason,
  isSaved = true,
}: {
  channel: MessageChannel;
  reason: LimitReason;
  /** Before the limit is saved, the old one would hold them again. */
  isSaved?: boolean;
}) {
  const [isOpen, setOpen] = useState(false);
  const counts = useHeldCounts().data ?? [];
  const count = counts.find((held) => held.channel === channel && held.reason === reason)?.count ?? 0;
  const dialog = <TryHeldDialog held={{ channel, reason, count }} isOpen={isOpen} onClose={() => setOpen(false)} />;
  // What could not go out is told in the dialog, also when nothing is held any more.
  if (count === 0) return isOpen ? dialog : null;
  return (
    <div className={classes.held}>
      <span>
        {countWords(count)} {count === 1 ? 'is' : 'are'} held because of this limit.
      </span>
      <Anchor
        component={Link}
        href={`/outbox?state=held&channel=${channel}&reason=${reason}`}
        inherit
        underline="always"
      >
        Look at {count === 1 ? 'it' : 'them'}
      </Anchor>
      <Button size="compact-sm" variant="default" disabled={!isSaved} onClick={() => setOpen(true)}>
        Release {count === 1 ? 'it' : 'them'}…
      </Button>
      {!isSaved && <span className={classes.soft}>Save the new limits first.</span>}
      {dialog}
    </div>
  );
}
