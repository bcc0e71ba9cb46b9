import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'wouter';
import { useGroupCounts } from '#renderer/door/queries.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { GROUP_STATES, type GroupReason, type MessageChannel } from '#shared/contract/message.ts';
import { DropGroupDialog } from './DropGroupDialog.tsx';
import { GROUP_WORDS, REASON_WORDS } from './message-words.ts';
import classes from './messages.module.css';
import { TryGroupDialog } from './TryGroupDialog.tsx';

/** What is kept back for one reason, with the way to look at it, to try it again and to drop it. Nothing where nothing is. */
export function GroupLine({
  channel,
  reason,
  isSaved = true,
  place = 'settings',
}: {
  channel: MessageChannel;
  reason: GroupReason;
  /** Before the limit is saved, the old one would hold them again. */
  isSaved?: boolean;
  /** Beside the limit itself · over its messages · over all messages that wait. */
  place?: 'settings' | 'group' | 'all';
}) {
  const [isOpen, setOpen] = useState(false);
  const [isDropping, setDropping] = useState(false);
  const counts = useGroupCounts().data ?? [];
  const count = counts.find((one) => one.channel === channel && one.reason === reason)?.count ?? 0;
  const group = { channel, reason, count };
  const state = GROUP_STATES[reason];
  const { stand, again } = GROUP_WORDS[state];
  const dialogs = (
    <>
      <TryGroupDialog group={group} isOpen={isOpen} onClose={() => setOpen(false)} />
      <DropGroupDialog group={group} isOpen={isDropping} onClose={() => setDropping(false)} />
    </>
  );
  // What came of it is told by the dialog, also when nothing is kept back any more.
  if (count === 0) return isOpen || isDropping ? dialogs : null;
  return (
    <div className={classes.group}>
      <span>
        {stand(count)} because of{' '}
        {place === 'settings' ? 'this limit' : `“${REASON_WORDS[reason]}” of ${MESSAGE_CHANNEL_WORDS[channel]}`}.
      </span>
      <span className={classes.groupWays}>
        {place !== 'group' && (
          <Anchor
            component={Link}
            href={`/outbox?state=${state}&channel=${channel}&reason=${reason}`}
            inherit
            underline="always"
          >
            Look at {count === 1 ? 'it' : 'them'}
          </Anchor>
        )}
        <Button size="compact-sm" variant="default" disabled={!isSaved} onClick={() => setOpen(true)}>
          {again(count === 1 ? 'it' : 'them')}…
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
