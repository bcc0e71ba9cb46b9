import type { DeliveryFilter } from '#renderer/door/keys.ts';
import { addDays, startOfDay } from '#renderer/ui/time/zoned-day.ts';
import type { LogViewFilter } from '#shared/contract/log-view.ts';
import { OUTCOMES } from '#shared/contract/outcome.ts';

/** What the owner chose, as it stands in the address behind `#/log?`. */
export interface LogFilter {
  webhook: string | null;
  outcome: NonNullable<DeliveryFilter['outcome']> | null;
  contact: string | null;
  time: Period | null;
  /** Words that the request or its people hold. */
  text: string | null;
}

/** Days are the business's calendar days, both ends included. */
export type Period = (typeof PERIODS)[number] | { from: string; to: string };
export const PERIODS = ['today', 'yesterday', 'this-week', '7-days', '30-days'] as const;

export const EVERYTHING: LogFilter = { webhook: null, outcome: null, contact: null, time: null, text: null };

/** As long as the engine takes it. */
export const MAX_TEXT = 200;

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
    text: given.get('text')?.trim().slice(0, MAX_TEXT) || null,
  };
}

function parsePeriod(text: string): Period | null {
  const [from = '', to = ''] = text.split('..');
  if (DATE.test(from) && DATE.test(to)) return { from, to };
  return PERIODS.find((period) => period === text) ?? null;
}

/** A filter as it is kept under a name: what its address says. */
export function savedFilter({ time, ...rest }: LogFilter): LogViewFilter {
  return { ...rest, time: time === null || typeof time === 'string' ? time : `${time.from}..${time.to}` };
}

/** The address of the log under a filter. */
export function logAddress(filter: LogFilter): string {
  return viewAddress(savedFilter(filter));
}

/** The address of the log under a saved filter. */
export function viewAddress({ webhook, outcome, contact, time, text }: LogViewFilter): string {
  const parts = Object.entries({ webhook, outcome, contact, time, text });
  const search = new URLSearchParams(parts.filter((part): part is [string, string] => part[1] !== null));
  return search.size === 0 ? '/log' : `/log?${search}`;
}

/** The question for the engine. `today` is the business's calendar day. */
export function deliveryFilter(
  { webhook, outcome, contact, time, text }: LogFilter,
  today: string,
  timeZone: string,
): DeliveryFilter {
  return {
    ...(webhook === null ? {} : { webhookId: webhook }),
    ...(outcome === null ? {} : { outcome }),
    ...(contact === null ? {} : { contact }),
    ...(time === null ? {} : instants(daysOf(time, today), timeZone)),
    ...(text === null ? {} : { text }),
  };
}

function daysOf(period: Period, today: string): { from: string; to: string | null } {
  switch (period) {
    case 'today':
      return { from: today, to: null };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'this-week':
      return { from: addDays(today, -daysSinceMonday(today)), to: null };
    case '7-days':
      return { from: addDays(today, -6), to: null };
    case '30-days':
      return { from: addDays(today, -29), to: null };
    default:
      return period;
  }
}

function daysSinceMonday(date: string): number {
  return (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7;
}

function instants(
  { from, to }: { from: string; to: string | null },
  timeZone: string,
): Pick<DeliveryFilter, 'since' | 'until'> {
  const at = (date: string) => new Date(startOfDay(date, timeZone)).toISOString();
  return { since: at(from), ...(to === null ? {} : { until: at(addDays(to, 1)) }) };
}
