import { IconAlertTriangle } from '@tabler/icons-react';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { PlannedMessage } from '#shared/contract/message.ts';
import { PlainText } from '../PlainText.tsx';
import { ChannelIcon } from './ChannelIcon.tsx';
import { MessageLook } from './MessageLook.tsx';
import { segmentWords } from './message-words.ts';
import classes from './messages.module.css';
import { useCost } from './use-cost.ts';

/** Messages as they would look, in the order in which they would go: when, where to, and what keeps one back. */
export function PlannedMessages({ messages, label }: { messages: readonly PlannedMessage[]; label: string }) {
  const cost = useCost();
  return (
    <ol className={classes.planned} aria-label={label}>
      {messages.map((message) => (
        <li key={message.step} data-blocked={message.blocked !== null || undefined}>
          <div className={classes.caption}>
            <ChannelIcon channel={message.channel} size={14} />
            <strong>{MESSAGE_CHANNEL_WORDS[message.channel]}</strong>
            {message.to !== null && (
              <span>
                to <PlainText text={sayPhone(message.to)} />
              </span>
            )}
            <span>{message.after === null ? 'at once' : `after ${message.after}`}</span>
            {message.segments !== null && <span>{segmentWords(message.segments)}</span>}
            {cost(message) !== null && <span>{cost(message)}</span>}
            {message.mode === 'test' && <span className={classes.test}>Test mode</span>}
          </div>
          <MessageLook {...message} />
          {message.blocked !== null && (
            <p className={classes.blocked}>
              <IconAlertTriangle size={15} aria-hidden />
              <span>
                {message.blocked.reason === 'drifted' ? 'Waits for you: ' : 'Not sent: '}
                <PlainText text={sayPhonesIn(message.blocked.sentence)} />
              </span>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
