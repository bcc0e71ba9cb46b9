import { Button } from '@mantine/core';
import { IconFlask, IconTestPipe } from '@tabler/icons-react';
import { Link } from 'wouter';
import { formatInstant } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { useKeepAsTest } from '#renderer/ui/webhook-tests/use-keep-as-test.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { ConflictLink } from './ConflictLink.tsx';
import { ReleaseButton } from './replay/ReleaseButton.tsx';
import { ReplayButton } from './replay/ReplayButton.tsx';
import { sampleOf } from './sample-of-delivery.ts';
import { useTakeAsSample } from './use-take-as-sample.ts';

/** From a request to what it concerns: its contact, its webhook, and the editor with this request as the sample. */
export function EntryActions({ delivery }: { delivery: DeliveryDetail }) {
  const sample = useTakeAsSample(delivery);
  const test = useKeepAsTest(delivery.webhookId);
  const business = useBusiness();
  const editor = `/webhooks/${delivery.webhookId}`;
  return (
    <>
      <Button component={Link} href={editor} variant="default">
        Open webhook
      </Button>
      {delivery.contact && (
        <Button component={Link} href={`/contacts/${delivery.contact.userNs}`} variant="default">
          Open contact
        </Button>
      )}
      {delivery.conflict && <ConflictLink conflict={delivery.conflict} />}
      {isHeld(delivery) && <ReleaseButton delivery={delivery} />}
      {delivery.hasBody && delivery.outcome !== null && <ReplayButton delivery={delivery} />}
      {delivery.parsed?.ok && (
        <Button
          variant="default"
          leftSection={<IconTestPipe size={16} aria-hidden />}
          loading={test.isPending}
          onClick={() =>
            test.keep({
              name: `Request of ${formatInstant(delivery.receivedAt, business)}`,
              source: { deliveryId: delivery.id },
            })
          }
        >
          Keep as a test
        </Button>
      )}
      {sampleOf(delivery) && (
        <Button
          variant="light"
          leftSection={<IconFlask size={16} aria-hidden />}
          loading={sample.isPending}
          onClick={() => void sample.take()}
        >
          Use as sample
        </Button>
      )}
    </>
  );
}

/** Whether there is work that was held back: the owner may have it done after all, once. */
function isHeld({ outcome, hasBody }: DeliveryDetail): boolean {
  return hasBody && (outcome === 'duplicate' || outcome === 'refused');
}
