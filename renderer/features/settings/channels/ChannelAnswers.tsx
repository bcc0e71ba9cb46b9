import { Anchor, Text } from '@mantine/core';
import { Link } from 'wouter';
import { useWebhooks } from '#renderer/door/queries.ts';
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
}

const REPORTS = 'whether messages arrive, and STOP is not followed';
const ANSWERS: Partial<Record<MessageChannel, Answers>> = {
  sms: { receives: 'twilio', recipe: 'Twilio: a text message', without: `Fieldhook does not hear ${REPORTS}` },
  voice: {
    receives: 'twilio',
    recipe: 'Twilio: a text message',
    without: 'Fieldhook does not hear whether calls are answered',
  },
  whatsapp: {
    receives: 'twilio',
    recipe: 'Twilio: a text message',
    without: `Fieldhook does not hear who has written, so that only approved templates go out, nor ${REPORTS}`,
  },
  messenger: {
    receives: 'messenger',
    recipe: 'Messenger: a message to your page',
    without: 'Fieldhook does not hear who has written, and so nothing can go out',
  },
};

/** By which webhook answers and reports of this channel come back, and what is missing without one. Nothing where none come. */
export function ChannelAnswers({ channel: { channel } }: { channel: ChannelState }) {
  const webhooks = useWebhooks();
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
