import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import { call, DoorError } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import { tellFailure } from '#renderer/ui/tell.ts';

/**
 * Makes a webhook and sends it a sample booking over HTTP, the same way a real one arrives: it listens first, so that the request
 * becomes the sample although the webhook is still switched off. Then its editor opens.
 */
export function useTryItNow() {
  const cache = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation<string, DoorError>({
    mutationFn: async () => {
      const { id } = await call('createWebhook', { body: { name: 'Sample bookings' } });
      const params = { id };
      await call('startListening', { params });
      const { deliveryId } = await call('sendSample', { params, body: { sample: 'booking' } });
      await call('stopListening', { params });
      if (deliveryId !== null && (await call('getSample', { params })) === null) await keepAsSample(id, deliveryId);
      return id;
    },
    onSuccess: (id) => navigate(`/webhooks/${id}`),
    onError: (error) => tellFailure('The sample could not be sent.', error),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.webhooks }),
  });
}

async function keepAsSample(id: string, deliveryId: string): Promise<void> {
  const { parsed } = await call('getDelivery', { params: { id: deliveryId } });
  if (!parsed?.ok)
    throw new DoorError({ code: 'INTERNAL', message: 'The sample could not be read.', next: 'Try again.' });
  await call('putSample', {
    params: { id },
    body: { text: parsed.closedText ?? parsed.text, contentType: 'application/json', deliveryId },
  });
}
