import { AppError } from '#shared/errors.ts';
import { maskMerge } from '../process/mask-private.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { privateKeys } from './private-keys.ts';
import type { ApiServices } from './services.ts';

export function mergeHandlers({ store, clock, hub }: ApiServices) {
  const tell = (...people: string[]) => {
    for (const userNs of people) hub.publish({ type: 'contact', userNs });
    // Who the people of a conflict are today has changed.
    hub.publish({ type: 'conflict', id: null });
  };

  return {
    async mergeContacts({ body: { keep, from, take, dryRun } }) {
      if (keep === from) {
        throw new AppError('INVALID_INPUT', undefined, [{ pointer: '/from', message: 'Choose another contact.' }]);
      }
      const answer = found(await store.contacts.merge(keep, from, { take, dryRun, at: clock.now() }), 'contact');
      if (answer.merge !== null) tell(keep, from);
      return { ...answer, preview: maskMerge(answer.preview, await privateKeys(store)) };
    },

    async undoMerge({ params }) {
      const undone = found(await store.contacts.undoMerge(params.id, clock.now()), 'merge');
      if ('refused' in undone) throw new AppError('MERGE_NOT_UNDOABLE', undone.refused);
      tell(undone.keep.userNs, undone.from.userNs);
      return undone;
    },
  } satisfies Partial<Handlers>;
}
