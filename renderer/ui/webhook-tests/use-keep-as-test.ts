import { useQueryClient } from '@tanstack/react-query';
import { call } from '#renderer/door/client.ts';
import { keys } from '#renderer/door/keys.ts';
import { useCreateTest } from '#renderer/door/mutations.ts';
import { offerUndo } from '#renderer/ui/delete-with-undo.tsx';
import { tellFailure } from '#renderer/ui/tell.ts';
import type { RouteInput } from '#shared/contract/routes.ts';
import { sayKept } from './test-words.ts';

/** Keeps a payload or a request as a test of its webhook, and offers the way back. */
export function useKeepAsTest(webhookId: string) {
  const create = useCreateTest();
  const cache = useQueryClient();
  return {
    isPending: create.isPending,
    keep(body: RouteInput<'createTest'>['body']): void {
      create.mutate(
        { params: { id: webhookId }, body },
        {
          onSuccess: ({ test, uncovered }) =>
            offerUndo({
              done: sayKept(uncovered),
              undo: async () => {
                await call('deleteTest', { params: { id: webhookId, testId: test.id } });
                await cache.invalidateQueries({ queryKey: keys.testsOf(webhookId) });
              },
              failed: 'The test could not be deleted',
            }),
          onError: (error) => tellFailure('This was not kept as a test.', error),
        },
      );
    },
  };
}
