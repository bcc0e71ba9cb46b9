import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useHealth, useWebhooks } from '#renderer/door/queries.ts';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import type { ChannelState } from '#shared/contract/channel.ts';
import type { MessageChannel } from '#shared/contract/message.ts';
import type { Webhook } from '#shared/contract/webhook.ts';
import { Section } from '../Section.tsx';
import classes from '../settings.module.css';

interface Answers {
  receives: Exclude<Webhook['receives'], 'data'>;
  recipe: string;
  /** What the owner does not have without it. */
  without: string;
  /** What comes of it. */
  comes: string;
}

const REPORTS = 'whether messages arrive, and STOP is not followed';
const AWAITED = 'Reports of Twilio are awaited: until one says that it arrived, a message stands as “Sent”.';
const ANSWERS: Partial<Record<MessageChannel, Answers>> = {
  sms: {
    receives: 'twilio',
    recipe: 'Twilio: a text message',
    without: `Fieldhook does not hear ${REPORTS}`,
    comes: AWAITED,
  },
  voice: {
    receives: 'twilio',
    recipe: 'Twilio: a text message',
    without: 'Fieldhook does not hear whether calls are answered',
    comes: 'Reports of Twilio are awaited: until one says that it was taken, a call stands as “Sent”.',
  },
  whatsapp: {
    receives: 'twilio',
    recipe: 'Twilio: a text message',
    without: `Fieldhook does not hear who has written, so that only approved templates go out, nor ${REPORTS}`,
    comes: AWAITED,
  },
  messenger: {
    receives: 'messenger',
    recipe: 'Messenger: a message to your page',
    without: 'Fieldhook does not hear who has written, and so nothing can go out',
    comes: 'Messages of people are awaited. Whether yours arrive, Fieldhook does not hear.',
  },
};

/** By which webhook answers and reports of this channel come back, and what is missing without one. Nothing where none come. */
export function ChannelAnswers({ channel: { channel } }: { channel: ChannelState }) {
  const webhooks = useWebhooks();
  const isReachable = useHealth().data?.tunnel.state === 'ready';
  const answers = ANSWERS[channel];
  if (answers === undefined || webhooks.data === undefined) return null;
  const taking = webhooks.data.filter(({ receives }) => receives === answers.receives);
  const isHeard = taking.some(({ active }) => active);
  return (
    <Section
      title="What comes back"
      text="Answers and reports reach Fieldhook through a webhook, at its public address."
    >
      {taking.map(({ id, name, active }) => (
        <Text key={id} size="sm">
          <Anchor component={Link} href={`/webhooks/${id}`} inherit>
            <PlainText text={name} />
          </Anchor>{' '}
          {active ? 'takes them.' : 'would take them, and is switched off.'}
        </Text>
      ))}
      {isHeard && isReachable && <Text size="sm">{answers.comes}</Text>}
      {isHeard && !isReachable && (
        <Text size="sm" className={classes.missing ?? ''}>
          Nothing comes back now: there is no public address. Until there is, {answers.without}.
        </Text>
      )}
      {!isHeard && (
        <Text size="sm" className={classes.missing ?? ''}>
          Without {taking.length === 0 ? 'such a webhook' : 'one that is on'}, {answers.without}.
        </Text>
      )}
      {taking.length === 0 && (
        <Text size="sm">
          Under{' '}
          <Anchor component={Link} href="/" inherit>
            Webhooks
          </Anchor>{' '}
          make a new one, and let it start from “{answers.recipe}”.
        </Text>
      )}
    </Section>
  );
}
