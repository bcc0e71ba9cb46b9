import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useMessagesToday } from '#renderer/door/queries.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { ChannelIcon } from './ChannelIcon.tsx';
import { costWords } from './message-words.ts';
import classes from './messages.module.css';
import { useMoney } from './use-money.ts';

/** What became of today's messages, each count a way into the Outbox. Nothing on a day without messages. */
export function MessagesToday() {
  const channels = useMessagesToday().data?.channels ?? [];
  const money = useMoney();
  if (channels.length === 0) return null;
  return (
    <section aria-labelledby="messages-today" className={classes.today}>
      <h2 id="messages-today" className={classes.todayTitle}>
        Messages today
      </h2>
      <ul className={classes.todayList}>
        {channels.map(({ channel, mode, sent, dailyCap, failed, waiting, later, cost }) => (
          <li key={channel} className={classes.todayRow}>
            <ChannelIcon channel={channel} size={15} />
            <strong>{MESSAGE_CHANNEL_WORDS[channel]}</strong>
            <Count words={sentWords(sent, dailyCap, mode)} href={`/outbox?channel=${channel}`} />
            {failed > 0 && (
              <Count
                words={`${sayCount(failed)} not sent, or unclear`}
                href={`/outbox?channel=${channel}&attention=true`}
              />
            )}
            {waiting > 0 && (
              <Count words={`${sayCount(waiting)} kept back`} href={`/outbox?channel=${channel}&attention=true`} />
            )}
            {later > 0 && (
              <Count words={`${sayCount(later)} for later`} href={`/outbox?channel=${channel}&later=true`} />
            )}
            {cost !== null && cost > 0 && <span>{costWords(cost, money)}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Count({ words, href }: { words: string; href: string }) {
  return (
    <Anchor component={Link} href={href} inherit underline="always">
      {words}
    </Anchor>
  );
}

/** In test mode nothing is sent, and the limit of the day holds all the same. */
function sentWords(sent: number, cap: number | null, mode: 'test' | 'live'): string {
  const count = sayCount(sent);
  const how = mode === 'live' ? 'sent' : 'in test mode';
  if (cap === null) return `${count} ${how}`;
  // What the owner let go by hand may be beyond it.
  return sent > cap ? `${count} ${how} (limit ${sayCount(cap)})` : `${count} of ${sayCount(cap)} ${how}`;
}
