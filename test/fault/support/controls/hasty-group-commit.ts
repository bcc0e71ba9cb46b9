import { type GroupCommitOptions, GroupCommit as Real } from '#engine/receiver/group-commit.ts';
import type { NewDelivery, NotStored } from '#engine/store/port/delivery-store.ts';
import type { Delivery } from '#shared/contract/delivery.ts';

const LATER_MS = 30;

/** Says of each batch that it is stored, and stores it a little later. */
export class GroupCommit extends Real {
  constructor(options: GroupCommitOptions) {
    const storeLater = (rows: readonly NewDelivery[]) =>
      setTimeout(
        () => void options.acceptBatch(rows).then((stored) => options.onStored(stored.filter(isStored))),
        LATER_MS,
      );
    super({
      ...options,
      acceptBatch: async (rows) => {
        storeLater(rows);
        return rows.map(({ id }) => ({ id }) as Delivery);
      },
      onStored: () => undefined,
    });
  }
}

const isStored = (delivery: Delivery | NotStored | null): delivery is Delivery =>
  delivery !== null && !('refused' in delivery);
