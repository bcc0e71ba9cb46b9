import { useMutation, useQueryClient } from '@tanstack/react-query';
import { DoorError } from '#renderer/door/client.ts';
import { deliveryQuery } from '#renderer/door/queries.ts';
import { announce } from '#renderer/ui/announce.tsx';
import { changeSample } from '../draft/draft-store.ts';
import { loadSample } from '../draft/sample-draft.ts';
import { prettyText } from './sample-text.ts';

/** Puts a stored request's payload into the code editor. `problem` says why the last one could not be taken. */
export function useTakeRequest(webhookId: string) {
  const cache = useQueryClient();
  const taking = useMutation({
    networkMode: 'always',
    mutationFn: async (deliveryId: string) => {
      const { parsed } = await cache.fetchQuery(deliveryQuery(deliveryId, { isPrivateShown: true }));
      if (parsed === null) throw new NotUsable('Its content is no longer kept, so it cannot be a sample.');
      if (!parsed.ok) throw new NotUsable(`${parsed.sentence} It cannot be a sample.`);
      const text = prettyText(parsed.closedText ?? parsed.text);
      changeSample(webhookId, (sample) => loadSample(sample, text, deliveryId));
      announce('The request is in the sample box. Press Preview Payload to see its values.');
    },
  });
  return {
    isTaking: taking.isPending,
    problem: taking.error === null ? null : wordsFor(taking.error),
    /** Resolves to whether it worked. */
    take: (deliveryId: string) =>
      taking.mutateAsync(deliveryId).then(
        () => true,
        () => false,
      ),
  };
}

class NotUsable extends Error {}

function wordsFor(error: Error): string {
  if (error instanceof DoorError) return `${error.message} ${error.next}`;
  return error instanceof NotUsable ? error.message : 'This request could not be read.';
}
