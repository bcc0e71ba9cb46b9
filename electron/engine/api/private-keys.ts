import type { PrivateKeys } from '../process/mask-private.ts';
import type { Store } from '../store/store.ts';

export async function privateKeys(store: Pick<Store, 'fields'>): Promise<PrivateKeys> {
  return new Set(await store.fields.privateKeys());
}
