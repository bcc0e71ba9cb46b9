import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import {
  useAttention,
  useBackups,
  useHealth,
  useHeldPeople,
  useLater,
  useOpenConflicts,
  useWebhooks,
} from '#renderer/door/queries.ts';
import { laterWords } from '#renderer/ui/messages/message-words.ts';
import { StateBadge } from '#renderer/ui/outcome/StateBadge.tsx';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import type { MessagePage } from '#shared/contract/message.ts';
import type { Overview } from '#shared/contract/overview.ts';
import { sayBackup, sayDisk, sayTunnel, sayWaiting } from './health-words.ts';
import classes from './overview.module.css';

const BACKUP_WORDS = { ok: 'Made and checked', attention: 'Look in Settings' };

/** What waits for the owner, and whether the ground holds: public address, disk, backups. */
export function HealthStrip({ disk }: { disk: Overview['disk'] | undefined }) {
  const { data: conflicts = 0 } = useOpenConflicts();
  const { data: messages = 0 } = useAttention();
  const { data: people = 0 } = useHeldPeople();
  const { data: later } = useLater();
  const { data: health } = useHealth();
  const { data: backups } = useBackups();
  const now = useNow();
  const drifted = (useWebhooks().data ?? []).filter(({ drifts }) => drifts.length > 0).map(({ id }) => id);
  const waiting = sayWaiting(conflicts, messages, people, drifted);
  const backup = backups && sayBackup(backups, now);
  return (
    <dl className={classes.strip}>
      <Fact name="Waiting for you">
        {waiting.length === 0 ? (
          <StateBadge label="Nothing" tone="ok" />
        ) : (
          waiting.map(({ href, words }) => (
            <Anchor key={href} component={Link} href={href} underline="never">
              <StateBadge label={words} tone="attention" />
            </Anchor>
          ))
        )}
        {later !== undefined && <GoesLater later={later} />}
      </Fact>
      <Fact name="Public address">
        {health && (
          <span title={health.tunnel.sentence}>
            <StateBadge {...sayTunnel(health)} />
          </span>
        )}
      </Fact>
      <Fact name="Disk">{health && disk !== undefined && <StateBadge {...sayDisk(disk, health.intake)} />}</Fact>
      <Fact name="Latest backup">
        {backup &&
          (backup.at === null ? (
            <StateBadge label="First one soon" tone="waiting" />
          ) : (
            <>
              <StateBadge label={BACKUP_WORDS[backup.tone]} tone={backup.tone} />
              <span className={classes.when}>
                <RelativeTime at={backup.at} />
              </span>
            </>
          ))}
      </Fact>
    </dl>
  );
}

/** What guard rails hold until a time: nobody has to do anything. */
function GoesLater({ later: { count, firstAt } }: { later: MessagePage['later'] }) {
  const business = useBusiness();
  if (firstAt === null) return null;
  return (
    <span className={classes.when}>
      <Anchor component={Link} href="/outbox" inherit underline="always">
        {laterWords(count)}
      </Anchor>
      {count === 1 ? ': ' : ', the first '}
      {formatInstant(firstAt, business)}
    </span>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className={classes.fact}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
