import { Text } from '@mantine/core';
import { useDeliveries } from '#renderer/door/queries.ts';
import { Notice } from '#renderer/ui/Notice.tsx';
import { OutcomeBadge } from '#renderer/ui/outcome/OutcomeBadge.tsx';
import { RelativeTime } from '#renderer/ui/time/RelativeTime.tsx';
import type { Delivery } from '#shared/contract/delivery.ts';
import { useEditor } from '../editor-context.tsx';
import { goToPreview } from '../places.ts';
import { RequestGist } from './RequestGist.tsx';
import classes from './sample.module.css';
import { useTakeRequest } from './use-take-request.ts';

const SHOWN = 20;
/** So many of them say what they are about: the others are read when they are taken. */
const DESCRIBED = 8;

/** The latest requests of this webhook; any of them can become the sample. Replays say nothing that their first does not. */
export function RecentRequests() {
  const { webhook, sample } = useEditor();
  const { data } = useDeliveries({ webhookId: webhook.id });
  const take = useTakeRequest(webhook.id);
  const arrived = data?.pages.flatMap(({ items }) => items).filter(({ origin }) => origin !== 'replay') ?? [];
  const recent = arrived.slice(0, SHOWN);

  async function use(delivery: Delivery): Promise<void> {
    if (await take.take(delivery.id)) goToPreview();
  }

  return (
    <aside className={classes.recent} aria-labelledby="recent-title">
      <h3 id="recent-title" className={classes.recentTitle}>
        Recent requests
      </h3>
      {recent.length === 0 ? (
        <Text size="sm" c="dimmed">
          None yet. They appear here as they arrive.
        </Text>
      ) : (
        <ul className={classes.recentList}>
          {recent.map((delivery, index) => (
            <li key={delivery.id}>
              <button
                type="button"
                className={classes.recentEntry}
                aria-pressed={sample.deliveryId === delivery.id}
                onClick={() => void use(delivery)}
              >
                <span className={classes.recentWhen}>
                  <RelativeTime at={delivery.receivedAt} />
                </span>
                {delivery.outcome !== 'sample' && <OutcomeBadge outcome={delivery.outcome} reason={delivery.reason} />}
                {index < DESCRIBED && <RequestGist delivery={delivery} />}
                <span className={classes.recentKind}>
                  {delivery.origin === 'test' ? 'Sample made up by Fieldhook' : 'Real request'}
                  {sample.deliveryId === delivery.id && ' · in use'}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
      {take.problem !== null && (
        <Notice tone="warn" isUrgent>
          {take.problem}
        </Notice>
      )}
    </aside>
  );
}
