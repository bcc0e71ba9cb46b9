import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import type { Message, MessagePreview } from '#shared/contract/message.ts';
import { PlainText } from '../PlainText.tsx';
import { MessageLook } from './MessageLook.tsx';
import { segmentWords } from './message-words.ts';
import classes from './messages.module.css';
import { useCost } from './use-cost.ts';

/** A message as it would go out now, and beside it what it said until now where that is something else. */
export function AsItGoes({ preview: { now, ...preview } }: { preview: MessagePreview }) {
  // With private values hidden, both may look the same.
  const was = preview.was !== null && isSame(preview.was, now) ? null : preview.was;
  const cost = useCost();
  const facts = [now.segments === null ? null : segmentWords(now.segments), cost(now)].filter((fact) => fact !== null);
  return (
    <div className={classes.asItGoes}>
      <fieldset aria-label="What will go out">
        <Whom message={now} />
        <MessageLook {...now} />
        {facts.length > 0 && <p className={classes.soft}>{facts.join(', ')}</p>}
      </fieldset>
      {was !== null && (
        <fieldset aria-label="What it said before" className={classes.before}>
          <p className={classes.soft}>
            {was.state === 'held' ? 'When it was held, it said' : 'Before, it said'}
            {was.to !== now.to && was.to !== null && (
              <>
                , to <PlainText text={sayPhone(was.to)} />
              </>
            )}
            :
          </p>
          <MessageLook {...was} />
        </fieldset>
      )}
    </div>
  );
}

function isSame(one: Message, other: Message): boolean {
  return one.subject === other.subject && one.text === other.text && one.to === other.to;
}

function Whom({ message: { channel, contact, to } }: { message: Message }) {
  return (
    <p className={classes.soft}>
      {MESSAGE_CHANNEL_WORDS[channel]}
      {contact !== null && channel !== 'desktop' && (
        <>
          {' to '}
          <PlainText text={sayPhone(contact.label)} />
        </>
      )}
      {to !== null && to !== contact?.label && (
        <>
          {', '}
          <PlainText text={sayPhone(to)} />
        </>
      )}
    </p>
  );
}
