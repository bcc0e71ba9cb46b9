import { AppError } from '#shared/errors.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function logViewHandlers({ store, hub, newId }: ApiServices) {
  const changed = () => hub.publish({ type: 'log-views' });
  return {
    async listLogViews() {
      return store.logViews.list();
    },

    async createLogView({ body }) {
      const view = await store.logViews.create({ id: newId('view'), ...body });
      if (view === 'name-taken') throw new AppError('NAME_TAKEN');
      changed();
      return view;
    },

    async renameLogView({ params, body }) {
      const view = found(await store.logViews.rename(params.id, body.name), 'view');
      if (view === 'name-taken') throw new AppError('NAME_TAKEN');
      changed();
      return view;
    },

    async deleteLogView({ params }) {
      found(await store.logViews.delete(params.id), 'view');
      changed();
    },
  } satisfies Partial<Handlers>;
}
