import type { Message } from '#shared/contract/message.ts';
import { MessageLine } from './MessageLine.tsx';
import classes from './messages.module.css';

/** Messages in short, each with the way to all that is known about it. */
export function MessageLines({
  messages,
  label,
  isTold = false,
}: {
  messages: readonly Message[];
  label: string;
  /** Also why each stands as it does, and what to do next. */
  isTold?: boolean;
}) {
  return (
    <ol className={classes.lines} aria-label={label}>
      {messages.map((message) => (
        <li key={message.id}>
          <MessageLine message={message} isTold={isTold} />
        </li>
      ))}
    </ol>
  );
}
