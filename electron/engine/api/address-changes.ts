import { AppError } from '#shared/errors.ts';
import type { Handlers } from './handlers.ts';
import { instant } from './instant.ts';
import type { ApiServices } from './services.ts';

export function addressChangeHandlers({ store, addressChanges }: ApiServices) {
  const list = async () => {
    const items = await store.addressChanges.list();
    return {
      items: items.map(({ webhookId, name, token, lostBase, base, changedAt, toldAt, toldBy }) => ({
        webhookId,
        name,
        lostAddress: `${lostBase}/h/${token}`,
        address: `${base}/h/${token}`,
        changedAt: instant(changedAt),
        told: toldAt === null || toldBy === null ? null : { at: instant(toldAt), by: toldBy },
      })),
    };
  };
  return {
    listAddressChanges: list,

    async tickAddressChange({ params, body }) {
      if (!(await addressChanges.tick(params.id, body.isTold))) throw new AppError('NOT_FOUND');
      return list();
    },
  } satisfies Partial<Handlers>;
}
