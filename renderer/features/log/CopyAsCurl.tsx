import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconTerminal2 } from '@tabler/icons-react';
import { useWebhook } from '#renderer/door/queries.ts';
import { isWindows } from '#renderer/ui/shell-quote.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import classes from './entry.module.css';
import { requestAsCurl } from './request-as-curl.ts';

/** The request as a line for the terminal. What has to be known about the line is said once it is copied. */
export function CopyAsCurl({ delivery }: { delivery: DeliveryDetail }) {
  const webhook = useWebhook(delivery.webhookId).data;
  const clipboard = useClipboard({ timeout: 20_000 });
  if (webhook === undefined || delivery.erasedAt !== null) return null;
  const { line, notes } = requestAsCurl(delivery, webhook.address, isWindows());
  return (
    <div className={classes.curl}>
      <Button
        size="compact-sm"
        variant="default"
        leftSection={clipboard.copied ? <IconCheck size={15} aria-hidden /> : <IconTerminal2 size={15} aria-hidden />}
        onClick={() => clipboard.copy(line)}
      >
        Copy as curl
      </Button>
      <span role="status" className={classes.soft}>
        {clipboard.copied && ['Copied: it sends this request to the webhook once more.', ...notes].join(' ')}
      </span>
    </div>
  );
}
