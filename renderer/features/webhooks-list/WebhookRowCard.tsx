import { Anchor } from '@mantine/core';
import { Link } from 'wouter';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import { ActiveSwitch } from './ActiveSwitch.tsx';
import { DriftLine } from './DriftLine.tsx';
import { Sparkline } from './Sparkline.tsx';
import { Usage } from './Usage.tsx';
import { WebhookMenu } from './WebhookMenu.tsx';
import { WebhookNote } from './WebhookNote.tsx';
import classes from './webhooks.module.css';

/** One webhook: is it on, where senders post to, what happened last, how much of its limit is used, and its last fortnight. */
export function WebhookRowCard({ webhook }: { webhook: WebhookRow }) {
  const { id, name, address, last, days } = webhook;
  return (
    <li className={classes.row} data-active={webhook.active || undefined}>
      <ActiveSwitch webhook={webhook} />
      <div className={classes.who}>
        <div className={classes.nameLine}>
          <Anchor component={Link} href={`/webhooks/${id}`} className={classes.name}>
            <PlainText text={name} />
          </Anchor>
          <WebhookNote webhook={webhook} />
        </div>
        <div className={classes.address}>
          <code title={address}>{address}</code>
          <CopyButton text={address} label={`Copy the address of ${name}`} size="sm" />
        </div>
        {webhook.drifts.length > 0 && <DriftLine webhook={webhook} />}
      </div>
      <div className={classes.last}>
        {last ? (
          <>
            <Link href={`/log/${last.deliveryId}`} className={classes.quietLink}>
              <OutcomeBadge outcome={last.outcome} reason={null} />
            </Link>
            <span className={classes.small}>
              <RelativeTime at={last.receivedAt} />
            </span>
          </>
        ) : (
          <span className={classes.small}>No requests yet</span>
        )}
      </div>
      <Usage used={webhook.used} limit={webhook.limit} />
      <Sparkline days={days} />
      <WebhookMenu webhook={webhook} />
    </li>
  );
}
