import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useLocation } from 'wouter';
import type { DoorError } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import { tellFailure } from '#renderer/ui/tell.ts';
import { sendSampleBooking } from '#renderer/ui/try-it/send-sample-booking.ts';

/** Sends a sample booking to a webhook that is made for it, then opens that webhook's editor. */
export function useTryItNow() {
  const cache = useQueryClient();
  const [, navigate] = useLocation();
  return useMutation<string, DoorError>({
    mutationFn: sendSampleBooking,
    onSuccess: (id) => navigate(`/webhooks/${id}`),
    onError: (error) => tellFailure('The sample could not be sent.', error),
    onSettled: () => cache.invalidateQueries({ queryKey: keys.webhooks }),
  });
}
