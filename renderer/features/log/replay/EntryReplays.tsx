import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import classes from './replay.module.css';

/** From a replay to the request that arrived, and from that to its replays. */
export function EntryReplays({ delivery: { replayOf, replays } }: { delivery: DeliveryDetail }) {
  const business = useBusiness();
  if (replayOf !== null) {
    return (
      <p className={classes.links}>
        This is a replay: the content of an earlier request, worked on once more.{' '}
        <Anchor component={Link} href={`/log/${replayOf}`} underline="always">
          See the first one
        </Anchor>
      </p>
    );
  }
  if (replays.length === 0) return null;
  return (
    <section className={classes.replays} aria-labelledby="replays-title">
      <h3 id="replays-title">Replays of this request</h3>
      <ul>
        {replays.map(({ id, receivedAt, outcome, reason }) => (
          <li key={id}>
            <Anchor component={Link} href={`/log/${id}`}>
              {formatExact(receivedAt, business)}
            </Anchor>
            <OutcomeBadge outcome={outcome} reason={reason} />
          </li>
        ))}
      </ul>
    </section>
  );
}
