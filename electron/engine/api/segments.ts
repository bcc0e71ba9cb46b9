import type { SegmentCondition } from '#shared/contract/segment.ts';
import { AppError } from '#shared/errors.ts';
import type { Store } from '../store/store.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function segmentHandlers({ store, hub, newId }: ApiServices) {
  return {
    async listSegments() {
      return store.segments.list();
    },

    async createSegment({ body }) {
      const segment = await store.segments.create({ id: newId('seg'), ...body });
      if (segment === 'name-taken') throw new AppError('NAME_TAKEN');
      hub.publish({ type: 'settings' });
      return segment;
    },

    async updateSegment({ params, body }) {
      const segment = await store.segments.update(params.id, body);
      if (segment === 'name-taken') throw new AppError('NAME_TAKEN');
      hub.publish({ type: 'settings' });
      return found(segment === 'not-found' ? null : segment, 'segment');
    },

    async deleteSegment({ params }) {
      found(await store.segments.delete(params.id), 'segment');
      hub.publish({ type: 'settings' });
    },
  } satisfies Partial<Handlers>;
}

/** What makes somebody belong to a segment; undefined where none is asked for. */
export async function conditionsOf(
  store: Pick<Store, 'segments'>,
  id: string | undefined,
): Promise<readonly SegmentCondition[] | undefined> {
  return id === undefined ? undefined : found(await store.segments.get(id), 'segment').conditions;
}
