import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from 'wouter';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { driftLabel } from '#renderer/ui/receipt/receipt-words.ts';
import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import classes from './webhooks.module.css';

/** Which rows of the webhook do not get any more what they got before, with the way there. */
export function DriftLine({ webhook: { id, drifts } }: { webhook: Pick<WebhookRow, 'id' | 'drifts'> }) {
  const [only, ...more] = drifts;
  const names = drifts.map(driftLabel).join(', ');
  return (
    <Link href={`/webhooks/${id}`} className={classes.drift}>
      <IconAlertTriangle size={14} aria-hidden />
      <span>
        Changed at the sender: <PlainText text={names} />
        {only !== undefined && more.length === 0 && `. ${only.sentence}`}
      </span>
    </Link>
  );
}
