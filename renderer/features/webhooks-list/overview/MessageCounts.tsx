import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { LATER_WORDS, messageStateWords } from '#renderer/ui/messages/message-words.ts';
import { StateBadge } from '#renderer/ui/outcome/StateBadge.tsx';
import { sayCount } from '#renderer/ui/say-count.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { MESSAGE_CHANNELS, MESSAGE_STATES } from '#shared/contract/message.ts';
import type { Overview } from '#shared/contract/overview.ts';
import classes from './overview.module.css';

/** Messages by channel and by where they stand now. */
export function MessageCounts({ messages, sentence }: Pick<Overview, 'messages'> & { sentence: string }) {
  if (messages.length === 0) {
    return <p className={classes.nothing}>No flow made a message {sentence}.</p>;
  }
  const rows = MESSAGE_CHANNELS.flatMap((channel) =>
    MESSAGE_STATES.flatMap((state) =>
      messages.filter((row) => row.channel === channel && row.state === state).flatMap(linesOf),
    ),
  );
  return (
    <div className={classes.scroll}>
      <table className={classes.table}>
        <caption className="fh-read-out">Messages by channel and state {sentence}</caption>
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">State</th>
            <th scope="col">Messages</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ channel, state, mode, count, words }) => (
            <tr key={`${channel} ${mode} ${words.label}`}>
              <th scope="row">{MESSAGE_CHANNEL_WORDS[channel]}</th>
              <td>
                <StateBadge {...words} />
              </td>
              <td>
                <Anchor
                  component={Link}
                  href={`/outbox?state=${state}&channel=${channel}`}
                  inherit
                  aria-label={`${sayCount(count)} by ${MESSAGE_CHANNEL_WORDS[channel]}: ${words.label}`}
                >
                  {sayCount(count)}
                </Anchor>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What waits for its time stands apart from what waits for the owner. */
function linesOf({ channel, mode, state, count, later }: Overview['messages'][number]) {
  return [
    {
      channel,
      state,
      mode,
      count: count - later,
      words: messageStateWords({ state, mode, dueAt: null, reason: null }),
    },
    { channel, state, mode, count: later, words: LATER_WORDS },
  ].filter((line) => line.count > 0);
}
