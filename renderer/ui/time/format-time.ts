import { dateFormat } from '#shared/local-form/date-format.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';
import { sayDecimal } from '../say-count.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const TO_THE_MINUTE: Intl.DateTimeFormatOptions = {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
};

/** `Mon, 2 Mar 2026, 09:30` in the business's zone, as one speaks of appointments. */
export function formatInstant(instant: string, { locale, timeZone }: LocalForm): string {
  return dateFormat(locale, timeZone, TO_THE_MINUTE).format(new Date(instant));
}

/** The same with seconds, for when something arrived. */
export function formatExact(instant: string, { locale, timeZone }: LocalForm): string {
  return dateFormat(locale, timeZone, { ...TO_THE_MINUTE, second: '2-digit' }).format(new Date(instant));
}

/** `09:30:05` today, `Sun 1 Mar, 18:02` this year, with the year before that. For columns, where a moving text would be unrest. */
export function formatShort(instant: string, now: number, business: LocalForm): string {
  const { locale, timeZone } = business;
  const date = new Date(instant);
  const today = localDate(now, timeZone);
  const day = localDate(date.getTime(), timeZone);
  if (day === today) {
    return dateFormat(locale, timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(date);
  }
  const year = day.slice(0, 4) === today.slice(0, 4) ? {} : ({ year: 'numeric' } as const);
  return dateFormat(locale, timeZone, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...year,
  }).format(date);
}

/** `just now`, `2 min ago`, `3 h ago`, `yesterday`, `5 days ago`, then the date. */
export function formatRelative(instant: string, now: number, business: LocalForm): string {
  const then = Date.parse(instant);
  const ago = now - then;
  if (ago < -MINUTE) return formatInstant(instant, business);
  if (ago < 10_000) return 'just now';
  if (ago < MINUTE) return `${Math.floor(ago / 1000)} s ago`;
  if (ago < HOUR) return `${Math.floor(ago / MINUTE)} min ago`;
  if (ago < DAY) return `${Math.floor(ago / HOUR)} h ago`;
  const days = daysBetween(localDate(then, business.timeZone), localDate(now, business.timeZone));
  if (days <= 1) return 'yesterday';
  if (days < 7) return `${days} days ago`;
  return dateFormat(business.locale, business.timeZone, { day: 'numeric', month: 'short', year: 'numeric' }).format(
    then,
  );
}

/** A day without a time (`2026-03-02`) as `Mon 2 Mar`. */
export function formatDay(date: string, locale: string): string {
  return dateFormat(locale, 'UTC', { weekday: 'short', day: 'numeric', month: 'short' }).format(
    Date.parse(`${date}T00:00:00Z`),
  );
}

const SPANS = {
  hour: { hour: '2-digit', minute: '2-digit' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  month: { month: 'short', year: 'numeric' },
  'day-of-month': { day: 'numeric', month: 'short' },
  date: { day: 'numeric', month: 'short', year: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** An hour, day or month by its beginning: `09:00`, `Mon 2 Mar`, `Mar 2026`, in the business's zone; `date` is `2 Mar 2026`, `day-of-month` `2 Mar`. */
export function formatSpan(from: string, span: keyof typeof SPANS, { locale, timeZone }: LocalForm): string {
  return dateFormat(locale, timeZone, SPANS[span]).format(new Date(from));
}

/** `40 ms`, `1.2 s`. */
export function formatDuration(ms: number): string {
  return ms < 1000 ? `${Math.max(1, Math.round(ms))} ms` : `${sayDecimal(ms / 1000, 1)} s`;
}

/** `812 bytes`, `4.2 KB`, `1.3 MB`, `48.0 GB` (powers of 1000, as file managers show them). */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} ${bytes === 1 ? 'byte' : 'bytes'}`;
  if (bytes < 1_000_000) return `${sayDecimal(bytes / 1000, 1)} KB`;
  if (bytes < 1_000_000_000) return `${sayDecimal(bytes / 1_000_000, 1)} MB`;
  return `${sayDecimal(bytes / 1_000_000_000, 1)} GB`;
}

/** The calendar day of an instant in a zone, as `YYYY-MM-DD`. */
export function localDate(instant: number, timeZone: string): string {
  return dateFormat('en-CA', timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(instant);
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}
