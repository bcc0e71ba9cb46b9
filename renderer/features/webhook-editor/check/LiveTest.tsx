import { Anchor, Button, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { Link } from 'wouter';
import { useSendSample } from '#renderer/door/mutations.ts';
import { useDeliveries } from '#renderer/door/queries.ts';
import { CopyButton } from '#renderer/ui/CopyButton.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { PlainText } from '#renderer/ui/PlainText.tsx';
import { sayPhonesIn } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import { useNow } from '#renderer/ui/time/use-now.ts';
import { useEditor } from '../editor-context.tsx';
import classes from './check.module.css';

/** Waits for the next request, a real one or the sample, and shows what comes of it as it happens. It runs as saved. */
export function LiveTest() {
  const { webhook } = useEditor();
  const { data } = useDeliveries({ webhookId: webhook.id });
  const [began] = useState(() => Date.now());
  const now = useNow(1000);
  const arrived = (data?.pages[0]?.items ?? []).filter(({ receivedAt }) => Date.parse(receivedAt) >= began);
  return (
    <div className={classes.live}>
      <Text size="sm">
        {webhook.active
          ? 'Make a real booking or order now. It is worked on for real, as saved.'
          : 'The webhook is switched off, so a request would be turned away. Switch it on first.'}
      </Text>
      <div className={classes.liveAddress}>
        <code>{webhook.address}</code>
        <CopyButton text={webhook.address} label="Copy address" size="sm" />
      </div>
      {webhook.active && <SendTheSample />}
      <Text size="sm" role="status">
        {arrived.length === 0
          ? 'Waiting for a request.'
          : arrived.length === 1
            ? '1 request has arrived.'
            : `${sayCount(arrived.length)} requests have arrived.`}
      </Text>
      {arrived.length === 0 && (
        <Text size="xs" c="dimmed" className="fh-numbers">
          {Math.max(0, Math.floor((now - began) / 1000))} s
        </Text>
      )}
      <ul className={classes.liveList}>
        {arrived.slice(0, 10).map((delivery) => (
          <li key={delivery.id} className={classes.liveEntry}>
            <OutcomeBadge outcome={delivery.outcome} reason={delivery.reason} />
            <Text size="sm">
              <PlainText text={sayPhonesIn(delivery.sentence)} />
            </Text>
            <Anchor component={Link} href={`/log/${delivery.id}`} size="sm">
              Open the log entry
            </Anchor>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Sends the payload of the tree to the webhook's own address, the way a sender would. */
function SendTheSample() {
  const { webhook, sample } = useEditor();
  const send = useSendSample();
  const text = sample.shown?.text;
  if (text === undefined) {
    return (
      <Text size="sm" c="dimmed">
        With a payload in the tree you could send that instead.
      </Text>
    );
  }
  const payload = { text, contentType: 'application/json' };
  return (
    <>
      <Button
        variant="default"
        loading={send.isPending}
        leftSection={<IconSend size={16} aria-hidden />}
        onClick={() => send.mutate({ params: { id: webhook.id }, body: { payload } })}
      >
        Send the sample
      </Button>
      <Text size="xs" c="dimmed">
        Its contact is written for real. As it is your own test, messages stop in the Outbox and no other service is
        asked.
      </Text>
      {send.error && (
        <Notice tone="bad" isUrgent title={send.error.message}>
          {send.error.next}
        </Notice>
      )}
    </>
  );
}
