import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { formatExact } from '#renderer/ui/time/format-time.ts';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import classes from './entry.module.css';

/** How it ended, when it came, what the sender was answered. */
export function EntryFacts({ delivery }: { delivery: DeliveryDetail }) {
  const business = useBusiness();
  const { outcome, reason, receivedAt, answered, origin } = delivery;
  return (
    <p className={classes.facts}>
      <OutcomeBadge outcome={outcome} reason={reason} />
      <span>
        {formatExact(receivedAt, business)} (<RelativeTime at={receivedAt} />)
      </span>
      {answered !== null && <span>answered {answered}</span>}
      {origin === 'test' && <span>test sent by Fieldhook</span>}
      {origin === 'replay' && <span>replayed by you</span>}
    </p>
  );
}
