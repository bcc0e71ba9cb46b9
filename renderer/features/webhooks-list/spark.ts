import { sayCount } from '#renderer/ui/say-count.ts';
import { formatDay } from '#renderer/ui/time/format-time.ts';

export interface Day {
  date: string;
  requests: number;
  problems: number;
}

export interface Bar {
  date: string;
  /** 0 to 1, of the busiest day. */
  height: number;
  /** The part of the height that went wrong, 0 to 1. */
  problems: number;
  /** “Mon 2 Mar: 12 requests, 1 with a problem”. */
  title: string;
}

/** Bars in proportion to the busiest day. A day with any request, and any problem, stays visible however small its share. */
export function barsOf(days: readonly Day[], locale: string): Bar[] {
  const most = Math.max(...days.map(({ requests }) => requests), 1);
  return days.map(({ date, requests, problems }) => {
    const height = requests === 0 ? 0 : Math.max(requests / most, 0.12);
    return {
      date,
      height,
      problems: problems === 0 ? 0 : Math.min(height, Math.max(problems / most, 0.12)),
      title: `${formatDay(date, locale)}: ${countOf(requests, problems)}`,
    };
  });
}

/** The fortnight in one sentence, for those who do not see the bars. */
export function describeDays(days: readonly Day[], locale: string): string {
  const requests = sum(days.map((day) => day.requests));
  if (requests === 0) return 'No requests in the last 14 days';
  const problems = sum(days.map((day) => day.problems));
  const busiest = days.reduce((most, day) => (day.requests > most.requests ? day : most));
  return `Last 14 days: ${countOf(requests, problems)}; most on ${formatDay(busiest.date, locale)} (${sayCount(busiest.requests)})`;
}

function countOf(requests: number, problems: number): string {
  const all = requests === 0 ? 'no requests' : requests === 1 ? '1 request' : `${sayCount(requests)} requests`;
  return problems === 0 ? all : `${all}, ${problems} with a problem`;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
