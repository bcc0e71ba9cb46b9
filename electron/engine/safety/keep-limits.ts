import { UNDO_DAYS } from '#shared/contract/contact-import.ts';
import { LONGEST_COOL_DOWN_HOURS } from '#shared/contract/flow.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { KeepLimits } from '../store/port/care.ts';

const DAY_MS = 86_400_000;
const COOL_DOWN_DAYS = LONGEST_COOL_DOWN_HOURS / 24;
const MEGABYTE = 1024 * 1024;

/** From when on requests and messages are kept. Without a clock that is believed (null) nothing is old; what there is no room for goes all the same. */
export function keepLimits(retention: Settings['retention'], now: number | null): KeepLimits {
  const since = (days: number) => (now === null ? 0 : now - days * DAY_MS);
  return {
    bodiesSince: since(retention.bodyDays),
    bodyBytes: retention.bodyMegabytes * MEGABYTE,
    deliveriesSince: since(retention.requestDays),
    importsSince: since(UNDO_DAYS),
    messagesSince: since(retention.messageDays),
    startsSince: since(Math.max(retention.messageDays, COOL_DOWN_DAYS)),
  };
}
