import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useDeliveries } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { ShowOlder } from '#renderer/ui/ShowOlder.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import classes from './person.module.css';

/** The person's requests, newest first. */
export function ContactTimeline({ userNs }: { userNs: string }) {
  const deliveries = useDeliveries({ contact: userNs });
  return (
    <section className={classes.card}>
      <div className={classes.timelineHead}>
        <h2>Requests</h2>
        <Anchor component={Link} href={`/log?contact=${encodeURIComponent(userNs)}`} size="sm">
          Show in the log
        </Anchor>
      </div>
      <Loaded query={deliveries} skeleton={<RowsSkeleton rows={3} />}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          return items.length === 0 ? (
            <p className={classes.none}>No requests about this contact.</p>
          ) : (
            <ol className={classes.timeline}>
              {items.map(({ id, webhookName, receivedAt, outcome, reason, items: people }) => (
                <li key={id}>
                  <Anchor component={Link} href={`/log/${id}`} size="sm">
                    <PlainText text={webhookName} />
                  </Anchor>
                  <span className={classes.source}>
                    <RelativeTime at={receivedAt} />
                    {people !== null && ` · ${people === 1 ? 'in a list' : `one of ${sayCount(people)}`}`}
                  </span>
                  {/* Of many people, those who have a contact were processed, however the others ended. */}
                  <OutcomeBadge outcome={people === null ? outcome : 'processed'} reason={reason} />
                </li>
              ))}
            </ol>
          );
        }}
      </Loaded>
      <ShowOlder query={deliveries} size="compact-sm" />
    </section>
  );
}
