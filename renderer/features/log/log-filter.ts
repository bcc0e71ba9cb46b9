import type { DeliveryFilter } from '#renderer/door/keys.ts';
import { addDays, startOfDay } from '#renderer/ui/time/zoned-day.ts';
import { OUTCOMES } from '#shared/contract/outcome.ts';

/** What the owner chose, as it stands in the address behind `#/log?`. */
export interface LogFilter {
  webhook: string | null;
  outcome: NonNullable<DeliveryFilter['outcome']> | null;
  contact: string | null;
  time: Period | null;
}

/** Days are the business's calendar days, both ends included. */
export type Period = (typeof PERIODS)[number] | { from: string; to: string };
export const PERIODS = ['today', 'yesterday', '7-days', '30-days'] as const;

export const EVERYTHING: LogFilter = { webhook: null, outcome: null, contact: null, time: null };

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Reads the part of the address after `?`. What makes no sense there filters nothing. */
export function parseLogFilter(search: string): LogFilter {
  const given = new URLSearchParams(search);
  const outcome = given.get('outcome');
  return {
    webhook: given.get('webhook'),
    outcome: [...OUTCOMES, 'pending' as const].find((known) => known === outcome) ?? null,
    contact: given.get('contact'),
    time: parsePeriod(given.get('time') ?? ''),
  };
}

function parsePeriod(text: string): Period | null {
  const [from = '', to = ''] = text.split('..');
  if (DATE.test(from) && DATE.test(to)) return { from, to };
  return PERIODS.find((period) => period === text) ?? null;
}

/** The address of the log under a filter. */
export function logAddress({ webhook, outcome, contact, time }: LogFilter): string {
  const parts: [string, string | null][] = [
    ['webhook', webhook],
    ['outcome', outcome],
    ['contact', contact],
    ['time', time === null || typeof time === 'string' ? time : `${time.from}..${time.to}`],
  ];
  const search = new URLSearchParams(parts.filter((part): part is [string, string] => part[1] !== null));
  return search.size === 0 ? '/log' : `/log?${search}`;
}

/** The question for the engine. `today` is the business's calendar day. */
export function deliveryFilter(
  { webhook, outcome, contact, time }: LogFilter,
  today: string,
  timeZone: string,
): DeliveryFilter {
  return {
    ...(webhook === null ? {} : { webhookId: webhook }),
    ...(outcome === null ? {} : { outcome }),
    ...(contact === null ? {} : { contact }),
    ...(time === null ? {} : instants(daysOf(time, today), timeZone)),
  };
}

function daysOf(period: Period, today: string): { from: string; to: string | null } {
  switch (period) {
    case 'today':
      return { from: today, to: null };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case '7-days':
      return { from: addDays(today, -6), to: null };
    case '30-days':
      return { from: addDays(today, -29), to: null };
    default:
      return period;
  }
}

function instants(
  { from, to }: { from: string; to: string | null },
  timeZone: string,
): Pick<DeliveryFilter, 'since' | 'until'> {
  const at = (date: string) => new Date(startOfDay(date, timeZone)).toISOString();
  return { since: at(from), ...(to === null ? {} : { until: at(addDays(to, 1)) }) };
}
