import { Anchor, Button, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useMessage } from '#renderer/door/queries.ts';
import { Announcer } from '#renderer/ui/announce.tsx';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { languageName } from '#renderer/ui/language-name.ts';
import { MessageBadge } from '#renderer/ui/messages/MessageBadge.tsx';
import { MessageLook } from '#renderer/ui/messages/MessageLook.tsx';
import { dueWords, segmentWords, wayToRule } from '#renderer/ui/messages/message-words.ts';
import { useCost } from '#renderer/ui/messages/use-cost.ts';
import { useRest } from '#renderer/ui/messages/use-rest.ts';
import { Page } from '#renderer/ui/Page.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { PrivateValues } from '#renderer/ui/PrivateValues.tsx';
import { sayPhone, sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { shownData } from '#renderer/ui/shown-data.ts';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { PRIVATE_MASK } from '#shared/contract/field.ts';
import type { Attempt, MessageDetail } from '#shared/contract/message.ts';
import { Decisions } from './Decisions.tsx';
import classes from './outbox.module.css';

const BACK = { href: '/outbox', label: 'Outbox' };

/** One message with everything known about it. */
export function MessagePage({ id }: { id: string }) {
  const [isPrivateShown, setPrivateShown] = useState(false);
  const message = useMessage(id, { isPrivateShown });
  const shown = shownData(message);
  return (
    <Page title={shown ? titleOf(shown) : 'Message'} back={BACK} actions={shown && <Ways message={shown} />}>
      <Loaded query={message} way={{ href: '/outbox', label: 'Back to the Outbox' }}>
        {(loaded) => (
          <>
            {(isPrivateShown || `${loaded.subject} ${loaded.text}`.includes(PRIVATE_MASK)) && (
              <PrivateValues isShown={isPrivateShown} onChange={setPrivateShown} />
            )}
            <Detail message={loaded} />
          </>
        )}
      </Loaded>
      <Announcer />
    </Page>
  );
}

function titleOf({ channel, contact }: MessageDetail): string {
  const name = MESSAGE_CHANNEL_WORDS[channel];
  if (contact === null) return name;
  return `${name} ${channel === 'desktop' ? 'about' : 'to'} ${sayPhone(contact.label)}`;
}

/** To what it belongs. */
function Ways({ message: { contact, flow, deliveryId } }: { message: MessageDetail }) {
  return (
    <>
      {contact && (
        <Button component={Link} href={`/contacts/${encodeURIComponent(contact.userNs)}`} variant="default">
          Open contact
        </Button>
      )}
      {deliveryId !== null && (
        <Button component={Link} href={`/log/${deliveryId}`} variant="default">
          Open request
        </Button>
      )}
      {flow && (
        <Button component={Link} href={`/flows/${flow.key}`} variant="default">
          Open flow
        </Button>
      )}
    </>
  );
}

function Detail({ message }: { message: MessageDetail }) {
  const business = useBusiness();
  const cost = useCost()(message);
  const way = wayToRule(message);
  const rest = useRest()(message);
  const { to, sentence, next, segments, flow, createdAt, dueAt, sentAt, providerId, attempts, mode } = message;
  const goesAt = rest?.until ?? dueAt;
  return (
    <div className={classes.detail}>
      <section className={classes.card} aria-label="The message">
        <div>
          <MessageBadge message={message} />
        </div>
        <div>
          <p className={classes.sentence}>
            <PlainText text={sayPhonesIn(sentence)} />
          </p>
          {rest !== null && <p className={classes.reason}>{rest.sentence} It goes out then.</p>}
          <Text size="sm" c="dimmed">
            {next}
            {way !== null && (
              <>
                {' '}
                <Anchor component={Link} href={way.href} inherit underline="always">
                  {way.label}
                </Anchor>
              </>
            )}
          </Text>
        </div>
        <MessageLook {...message} />
        <Decisions message={message} />
      </section>
      <section className={`${classes.card} ${classes.about}`}>
        <h2>About it</h2>
        <dl className={classes.facts}>
          {to !== null && (
            <Fact name="To">
              <PlainText text={sayPhone(to)} />
            </Fact>
          )}
          <Fact name="Mode">{mode === 'test' ? 'Test: nothing is really sent' : 'Live'}</Fact>
          {flow && (
            <Fact name="Flow">
              <PlainText text={flow.name} />
            </Fact>
          )}
          <Fact name="Written">{formatExact(createdAt, business)}</Fact>
          {goesAt !== null && (
            <Fact name={rest === null ? dueWords(message) : 'Goes out'}>{formatExact(goesAt, business)}</Fact>
          )}
          {sentAt !== null && (
            <Fact name={mode === 'test' ? 'Shown here' : 'Sent'}>{formatExact(sentAt, business)}</Fact>
          )}
          {message.isEdited && <Fact name="Text">Written by you</Fact>}
          {message.language !== null && <Fact name="Spoken in">{languageName(message.language)}</Fact>}
          {segments !== null && <Fact name="Size">{segmentWords(segments)}</Fact>}
          {cost !== null && <Fact name="Cost">{cost}</Fact>}
          {providerId !== null && (
            <Fact name="Provider’s id">
              <code className="fh-mono">{providerId}</code>
            </Fact>
          )}
        </dl>
      </section>
      {attempts.length > 0 && (
        <section className={classes.card}>
          <h2>Attempts to send it</h2>
          <ol className={classes.attempts}>
            {attempts.map((attempt) => (
              <li key={attempt.startedAt}>
                <strong>{ATTEMPT_WORDS[attempt.state]}</strong>
                <span>
                  <PlainText text={attempt.sentence} />
                </span>
                <span className={classes.soft}>{formatExact(attempt.startedAt, business)}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  );
}

const ATTEMPT_WORDS: Record<Attempt['state'], string> = {
  attempting: 'Under way',
  sent: 'Sent',
  failed: 'Not sent',
  unknown: 'No clear answer',
};

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
