import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import { conditionsOf } from './segments.ts';
import type { ApiServices } from './services.ts';

export function bulkChangeHandlers({ store, bulk }: ApiServices) {
  return {
    async listBulkChanges() {
      return bulk.list();
    },

    async startBulkChange({ body }) {
      return bulk.begin(body, await conditionsOf(store, 'userNs' in body.who ? undefined : body.who.segment));
    },

    async undoBulkChange({ params }) {
      return found(await bulk.undo(params.id), 'bulk-change');
    },

    async endBulkChange({ params }) {
      found(await bulk.end(params.id), 'bulk-change');
    },
  } satisfies Partial<Handlers>;
}
