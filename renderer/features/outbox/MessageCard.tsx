import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { ChannelIcon } from '#renderer/ui/messages/ChannelIcon.tsx';
import { MessageBadge } from '#renderer/ui/messages/MessageBadge.tsx';
import { MessageLook } from '#renderer/ui/messages/MessageLook.tsx';
import { dueWords, needsAttention, OWN_WORDS, saysWhy, wayToRule } from '#renderer/ui/messages/message-words.ts';
import { useRest } from '#renderer/ui/messages/use-rest.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { Message } from '#shared/contract/message.ts';
import { goesByItself } from '#shared/contract/message-words.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { Decisions } from './Decisions.tsx';
import classes from './outbox.module.css';

/** One message in the list: to whom, how it stands, how it looks, and what can be decided. */
export function MessageCard({ message }: { message: Message }) {
  const { id, channel, contact, to, state, reason, mode, sentence, next, createdAt, dueAt, sentAt } = message;
  const business = useBusiness();
  const isWaiting = needsAttention(message);
  const isLater = goesByItself(message);
  const way = wayToRule(message);
  const rest = useRest()(message);
  const isTold =
    saysWhy(message) || state === 'queued' || (mode === 'live' && state !== 'sent' && state !== 'delivered');
  const who = contact === null || channel === 'desktop' ? 'you' : visibleText(sayPhone(contact.label));
  return (
    <article className={classes.card} data-waiting={isWaiting || undefined} aria-label={`Message to ${who}`}>
      <header className={classes.head}>
        <ChannelIcon channel={channel} size={17} />
        <span className={classes.who}>
          <strong>{MESSAGE_CHANNEL_WORDS[channel]}</strong>
          {contact !== null && (
            <>
              {channel === 'desktop' ? ' about ' : ' to '}
              <Anchor component={Link} href={`/contacts/${encodeURIComponent(contact.userNs)}`} size="sm">
                <PlainText text={sayPhone(contact.label)} />
              </Anchor>
            </>
          )}
          {to !== null && to !== contact?.label && (
            <span className={classes.soft}>
              {' '}
              <PlainText text={sayPhone(to)} />
            </span>
          )}
        </span>
        <span className={classes.soft}>
          <RelativeTime at={sentAt ?? createdAt} />
        </span>
        <Anchor component={Link} href={`/outbox/${id}`} size="sm">
          Details
        </Anchor>
        <MessageBadge message={message} />
      </header>
      <MessageLook {...message} />
      {rest !== null ? (
        <p className={classes.reason}>
          {rest.sentence} <span className={classes.soft}>It goes out then.</span>
        </p>
      ) : (
        isTold && (
          <p className={classes.reason}>
            <PlainText text={sayPhonesIn(sentence)} /> <span className={classes.soft}>{next}</span>
            {way !== null && (
              <>
                {' '}
                <Anchor component={Link} href={way.href} size="sm" underline="always">
                  {way.label}
                </Anchor>
              </>
            )}
          </p>
        )
      )}
      {dueAt !== null && rest === null && (isLater || reason !== null) && (
        <p className={classes.reason}>
          {dueWords(message)} <time dateTime={dueAt}>{formatInstant(dueAt, business)}</time>
          {reason === 'quiet-hours' && ' on the clocks of your business'}
        </p>
      )}
      {message.isEdited && <p className={classes.reason}>{OWN_WORDS}</p>}
      <Decisions message={message} />
    </article>
  );
}
