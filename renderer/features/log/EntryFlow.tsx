import { useMessages, useRuns } from '#renderer/door/queries.ts';
import { RunList } from '#renderer/ui/flows/RunList.tsx';
import { MessageLines } from '#renderer/ui/messages/MessageLines.tsx';
import classes from './entry.module.css';

/** The flow that the request started, and what became of its messages; nothing where it started none. */
export function EntryFlow({ deliveryId }: { deliveryId: string }) {
  const runs = useRuns({ deliveryId }).data?.pages.flatMap((page) => page.items) ?? [];
  const messages = useMessages({ deliveryId }).data?.pages.flatMap((page) => page.items) ?? [];
  if (runs.length === 0) return null;
  return (
    <div className={classes.flow}>
      <section className={classes.card}>
        <h3>The flow it started</h3>
        <RunList runs={runs} label="The flow it started" />
      </section>
      {messages.length > 0 && (
        <section className={classes.card}>
          <h3>Its messages, as they stand now</h3>
          <MessageLines messages={messages} label="Its messages" />
        </section>
      )}
    </div>
  );
}
