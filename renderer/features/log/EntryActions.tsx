import { Button } from '@mantine/core';
import { IconArrowForwardUp, IconFlask } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useLocation } from 'wouter';
import { usePutSample, useReleaseDelivery } from '#renderer/door/mutations.ts';
import { deliveryQuery } from '#renderer/door/queries.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import type { Sample } from '#shared/contract/webhook.ts';
import { ConflictLink } from './ConflictLink.tsx';
import { ReplayButton } from './replay/ReplayButton.tsx';
import { sampleOf } from './sample-of-delivery.ts';

/** From a request to what it concerns: its contact, its webhook, and the editor with this request as the sample. */
export function EntryActions({ delivery }: { delivery: DeliveryDetail }) {
  const [, navigate] = useLocation();
  const putSample = usePutSample();
  const cache = useQueryClient();
  const release = useReleaseDelivery();
  const sample = sampleOf(delivery);
  const editor = `/webhooks/${delivery.webhookId}`;
  /** The editor maps what was sent, so the sample has the private values too. */
  const takeAsSample = async (shown: Sample) => {
    try {
      const whole = delivery.hasHiddenValues
        ? await cache.fetchQuery(deliveryQuery(delivery.id, { isPrivateShown: true }))
        : delivery;
      await putSample.mutateAsync({ params: { id: delivery.webhookId }, body: sampleOf(whole) ?? shown });
      navigate(editor);
    } catch (error) {
      tellFailure('The request was not taken as the sample.', error as Error);
    }
  };
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
      {isHeld(delivery) && (
        <Button
          variant="light"
          leftSection={<IconArrowForwardUp size={16} aria-hidden />}
          loading={release.isPending}
          onClick={() =>
            release.mutate(
              { params: { id: delivery.id } },
              { onError: (error) => tellFailure('The request was not released.', error) },
            )
          }
        >
          Release
        </Button>
      )}
      {delivery.hasBody && delivery.outcome !== null && <ReplayButton delivery={delivery} />}
      {sample && (
        <Button
          variant="light"
          leftSection={<IconFlask size={16} aria-hidden />}
          loading={putSample.isPending}
          onClick={() => void takeAsSample(sample)}
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
