import { newsOfRun } from '../process/news-of-run.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function conflictHandlers({ store, deciding, steering, hub }: ApiServices) {
  return {
    async listConflicts({ query }) {
      return store.conflicts.page(query);
    },

    async getConflict({ params }) {
      return found(await store.conflicts.get(params.id), 'conflict');
    },

    async resolveConflict({ params: { id }, body }) {
      const { delivery, contacts, run } = await deciding.resolveConflict(id, body);
      hub.publish({ type: 'conflict', id });
      hub.publish({ type: 'delivery', delivery, isNew: false });
      for (const userNs of contacts) hub.publish({ type: 'contact', userNs });
      if (run !== null) {
        for (const event of newsOfRun(run)) hub.publish(event);
        await steering.poke();
      }
      return found(await store.conflicts.get(id), 'conflict');
    },

    async listConflictRules({ query }) {
      return store.conflicts.rules(query);
    },

    async deleteConflictRule({ params }) {
      found(await store.conflicts.deleteRule(params.id), 'rule');
      hub.publish({ type: 'conflict', id: null });
    },
  } satisfies Partial<Handlers>;
}
