import type { DeliveryFilter } from '#renderer/door/keys.ts';
import { RAW_ROUTES } from '#shared/contract/routes.ts';

/** Where the requests that a filter leaves are to be had as a file. */
export function exportAddress(filter: DeliveryFilter): string {
  const entries = Object.entries(filter).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length === 0 ? RAW_ROUTES.log : `${RAW_ROUTES.log}?${new URLSearchParams(entries)}`;
}
