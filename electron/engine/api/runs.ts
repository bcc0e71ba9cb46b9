import { AppError } from '#shared/errors.ts';
import { newsOfRun } from '../process/news-of-run.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function runHandlers({ store, steering, clock, hub }: ApiServices) {
  const load = async (id: string) => found(await store.runs.get(id), 'run');

  return {
    async listRuns({ query }) {
      return store.runs.page(query);
    },

    async getRun({ params }) {
      return load(params.id);
    },

    async continueRun({ params }) {
      if (found(await steering.goOn(params.id), 'run') === 'not-waiting') throw new AppError('RUN_NOT_WAITING');
      return load(params.id);
    },

    async stopRun({ params }) {
      const stopped = found(await store.runs.stop(params.id, clock.now()), 'run');
      if (stopped === 'not-waiting') throw new AppError('RUN_NOT_WAITING');
      for (const event of newsOfRun(stopped)) hub.publish(event);
      return load(params.id);
    },
  } satisfies Partial<Handlers>;
}
