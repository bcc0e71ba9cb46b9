import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useMessages } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { MessageLines } from '#renderer/ui/messages/MessageLines.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import classes from './person.module.css';

/** What this person was sent, or would have been, newest first. */
export function ContactMessages({ userNs }: { userNs: string }) {
  const messages = useMessages({ contact: userNs });
  return (
    <section className={classes.card}>
      <div className={classes.timelineHead}>
        <h2>Messages</h2>
        <Anchor component={Link} href={`/outbox?contact=${encodeURIComponent(userNs)}`} size="sm">
          Show in the Outbox
        </Anchor>
      </div>
      <Loaded query={messages} skeleton={<RowsSkeleton rows={2} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <p className={classes.none}>No messages to this contact.</p>
          ) : (
            <MessageLines messages={items} label="Messages" />
          );
        }}
      </Loaded>
      <ShowOlder query={messages} size="compact-sm" />
    </section>
  );
}
