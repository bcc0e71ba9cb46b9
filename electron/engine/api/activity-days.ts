import type { WebhookRow } from '#shared/contract/webhook-row.ts';
import type { WebhookActivity } from '../store/port/webhook-store.ts';

const DAYS = 14;
const DAY_MS = 86_400_000;

/** From when on the activity is needed so that the oldest day is whole in every zone. */
export const activitySince = (now: number): number => now - (DAYS + 1) * DAY_MS;

/**
 * Cuts counts per UTC hour into the last 14 calendar days of a zone, oldest first. An hour belongs to the day in which it begins (in zones
 * with half hours that is right to the half hour).
 */
export function cutDays(hours: WebhookActivity['hours'], now: number, timeZone: string): WebhookRow['days'] {
  const dateOf = calendar(timeZone);
  const days = lastDates(dateOf(now)).map((date) => ({ date, requests: 0, problems: 0 }));
  const byDate = new Map(days.map((day) => [day.date, day]));
  for (const hour of hours) {
    const day = byDate.get(dateOf(hour.at));
    if (!day) continue;
    day.requests += hour.requests;
    day.problems += hour.problems;
  }
  return days;
}

/** Canada writes dates as ISO does: `2026-03-02`. */
function calendar(timeZone: string): (at: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  return (at) => format.format(at);
}

/** Counts back in dates, not in hours: a day of 23 or 25 hours is one day. */
function lastDates(today: string): string[] {
  const noon = Date.parse(`${today}T12:00:00Z`);
  return Array.from({ length: DAYS }, (_, index) =>
    new Date(noon - (DAYS - 1 - index) * DAY_MS).toISOString().slice(0, 10),
  );
}
