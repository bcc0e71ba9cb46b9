import type { Outage } from '#shared/contract/outage.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** `Less than a minute`, `About 4 minutes`, `About 3 hours`, `About 2 days`; `Not over yet`. */
export function outageWords({ from, to }: Pick<Outage, 'from' | 'to'>): string {
  if (to === null) return 'Not over yet';
  const ms = Date.parse(to) - Date.parse(from);
  if (ms < MINUTE) return 'Less than a minute';
  if (ms < 1.5 * HOUR) return about(ms / MINUTE, 'minute');
  if (ms < 36 * HOUR) return about(ms / HOUR, 'hour');
  return about(ms / (24 * HOUR), 'day');
}

function about(count: number, unit: string): string {
  const whole = Math.max(1, Math.round(count));
  return `About ${whole} ${unit}${whole === 1 ? '' : 's'}`;
}
