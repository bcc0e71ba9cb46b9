import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { useChannels } from '#renderer/door/queries.ts';
import { Loaded } from '#renderer/ui/Loaded.tsx';
import { ChannelIcon } from '#renderer/ui/messages/ChannelIcon.tsx';
import { StateBadge } from '#renderer/ui/outcome/StateBadge.tsx';
import { RowsSkeleton } from '#renderer/ui/RowsSkeleton.tsx';
import { Section } from './Section.tsx';
import classes from './settings.module.css';

/** The ways in which messages leave, each with its own page. */
export function ChannelsSection() {
  const channels = useChannels();
  return (
    <Section
      title="Channels"
      text="How messages leave. In test mode, which is the default, nothing is sent: messages only appear in the Outbox."
    >
      <Loaded query={channels} skeleton={<RowsSkeleton height={48} rows={6} />}>
        {(list) => (
          <ul className={classes.channels} aria-label="Channels">
            {list.map(({ channel, name, sentence, settings }) => (
              <li key={channel}>
                <ChannelIcon channel={channel} size={18} />
                <div>
                  <Anchor component={Link} href={`/settings/channels/${channel}`} size="sm" fw={550}>
                    {name}
                  </Anchor>
                  <p>{sentence}</p>
                </div>
                <StateBadge
                  label={settings.mode === 'live' ? 'Live' : 'Test mode'}
                  tone={settings.mode === 'live' ? 'ok' : 'quiet'}
                />
              </li>
            ))}
          </ul>
        )}
      </Loaded>
    </Section>
  );
}
