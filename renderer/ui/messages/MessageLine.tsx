import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { Message } from '#shared/contract/message.ts';
import { PlainText } from '../PlainText.tsx';
import { sayPhonesIn } from '../phones/say-phone.ts';
import { RelativeTime } from '../time/RelativeTime.tsx';
import { ChannelIcon } from './ChannelIcon.tsx';
import { MessageBadge } from './MessageBadge.tsx';
import { MessageText } from './MessageText.tsx';
import { saysWhy } from './message-words.ts';
import classes from './messages.module.css';
import { useRest } from './use-rest.ts';

/** A message in short, with the way to all that is known about it. `isTold`: also why it stands as it does, and what to do next; `hasIcon`: unless one stands beside it. */
export function MessageLine({
  message,
  isTold = false,
  hasIcon = true,
}: {
  message: Message;
  isTold?: boolean;
  hasIcon?: boolean;
}) {
  const rest = useRest()(message);
  return (
    <>
      <div className={classes.caption}>
        {hasIcon && <ChannelIcon channel={message.channel} size={14} />}
        <Anchor component={Link} href={`/outbox/${message.id}`} size="sm">
          {MESSAGE_CHANNEL_WORDS[message.channel]}
        </Anchor>
        <RelativeTime at={message.sentAt ?? message.createdAt} />
        <MessageBadge message={message} />
      </div>
      <div className={classes.line}>
        <MessageText text={inShort(message)} />
      </div>
      {(isTold || rest !== null || saysWhy(message)) && (
        <div className={classes.why}>
          <PlainText text={rest?.sentence ?? sayPhonesIn(message.sentence)} /> {isTold && message.next}
        </div>
      )}
    </>
  );
}

function inShort({ subject, text }: Message): string {
  return (subject === '' ? text : `${subject}: ${text}`).replace(/\s+/g, ' ');
}
