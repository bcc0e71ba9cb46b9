import type { Database } from 'better-sqlite3';
import type { Outcome } from '#shared/contract/outcome.ts';
import { hourOf } from './delivery-hours.ts';
import type { CountedOverview, OverviewStore } from './port/overview-store.ts';

const SLOWEST = 5;

/** The counters of the home screen. Triggers keep them (migration 0013): nothing here or elsewhere writes them. Only what waits for its time is counted here. */
export function overviewStore(database: Database): OverviewStore {
  const outcomes = database.prepare<[number, number], { outcome: Outcome; requests: number }>(
    `SELECT outcome, sum(requests) AS requests FROM outcome_hour
     WHERE hour >= ? AND hour < ? GROUP BY outcome HAVING sum(requests) > 0`,
  );
  const messages = database.prepare<[number, number], Omit<CountedOverview['messages'][number], 'later'>>(
    `SELECT channel, mode, state, sum(messages) AS count FROM message_hour
     WHERE hour >= ? AND hour < ? GROUP BY channel, mode, state HAVING sum(messages) > 0`,
  );
  const later = database.prepare<[number, number], { channel: string; mode: string; count: number }>(
    `SELECT channel, mode, count(*) AS count FROM message INDEXED BY message_held_until
     WHERE state = 'held' AND due_at IS NOT NULL AND created_at >= ? * 3600000 AND created_at < ? * 3600000 GROUP BY 1, 2`,
  );
  const slowest = database.prepare<[number, number], CountedOverview['slowest'][number]>(
    `SELECT w.id AS webhookId, w.name, h.requests, h.took_ms * 1.0 / h.requests AS meanMs, h.slowest_ms AS slowestMs
     FROM (
       SELECT webhook, sum(worked) AS requests, sum(took_ms) AS took_ms, max(slowest_ms) AS slowest_ms FROM delivery_hour
       WHERE hour >= ? AND hour < ? GROUP BY webhook HAVING sum(worked) > 0
     ) h JOIN webhook w ON w.pk = h.webhook
     ORDER BY meanMs DESC, w.pk LIMIT ${SLOWEST}`,
  );
  const read = database.transaction((starts: readonly number[], until: number): CountedOverview => {
    const bounds = [...starts, until].map(hourFrom);
    const all = [bounds[0] ?? 0, bounds.at(-1) ?? 0] as const;
    const byItself = later.all(...all);
    return {
      outcomes: bounds.slice(0, -1).map((from, index) => {
        const counts = outcomes.all(from, bounds[index + 1]!);
        return Object.fromEntries(counts.map(({ outcome, requests }) => [outcome, requests]));
      }),
      messages: messages.all(...all).map((row) => {
        const same = byItself.find(({ channel, mode }) => channel === row.channel && mode === row.mode);
        return { ...row, later: row.state === 'held' ? (same?.count ?? 0) : 0 };
      }),
      slowest: slowest.all(...all),
    };
  });
  return { read: async (starts, until) => read(starts, until) };
}

/** The first whole hour that begins at this time or after it. */
function hourFrom(at: number): number {
  return hourOf(at - 1) + 1;
}
