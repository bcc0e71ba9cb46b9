import type { DeliveryFilter } from '#renderer/door/keys.ts';

/** Where the owner left the list when opening an entry, so that going back leads to the same place. */
export const logPlace: {
  address: string;
  filter: DeliveryFilter;
  scrollTop: number;
  /** Set by an opened entry; the list takes up its old place only then. */
  isReturning: boolean;
} = { address: '/log', filter: {}, scrollTop: 0, isReturning: false };
