import { useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { usePutSample } from '#renderer/door/mutations.ts';
import { deliveryQuery, sampleQuery } from '#renderer/door/queries.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { DeliveryDetail } from '#shared/contract/delivery.ts';
import { sampleOf } from './sample-of-delivery.ts';

/** Takes a request as the sample of its webhook and goes to the editor; `place` is the printed path of what is to be mapped there. */
export function useTakeAsSample(delivery: DeliveryDetail) {
  const [, navigate] = useLocation();
  const putSample = usePutSample();
  const cache = useQueryClient();
  const { id, webhookId, hasHiddenValues } = delivery;
  return {
    isPending: putSample.isPending,
    async take(place: string | null = null): Promise<void> {
      try {
        // The editor maps what was sent, so the sample has the private values too.
        const whole = hasHiddenValues ? await cache.fetchQuery(deliveryQuery(id, { isPrivateShown: true })) : delivery;
        const body = sampleOf(whole) ?? sampleOf(delivery);
        if (body === null) return;
        const before = await cache.fetchQuery(sampleQuery(webhookId));
        await putSample.mutateAsync({ params: { id: webhookId }, body });
        // A text of the owner’s own stands in no request, from which it could be taken again.
        if (before !== null && before.deliveryId === null && before.text !== body.text) {
          offerUndo({
            done: 'This request is the sample now, in place of your own text.',
            undo: () => putSample.mutateAsync({ params: { id: webhookId }, body: before }),
            failed: 'Your own text could not be put back',
          });
        }
        const wish = place === null ? '' : `?${new URLSearchParams({ map: place, of: id })}`;
        navigate(`/webhooks/${webhookId}${wish}`);
      } catch (error) {
        tellFailure('The request was not taken as the sample.', error as Error);
      }
    },
  };
}
