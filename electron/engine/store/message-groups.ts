import type { Database } from 'better-sqlite3';
import { GROUP_STATES, type Group, type GroupCount } from '#shared/contract/message.ts';

const PLACES = Object.entries(GROUP_STATES)
  .map(([reason, state]) => `('${state}', '${reason}')`)
  .join(', ');

/** Whether message `m` is decided together with others: it is kept back for such a reason, and no try of it may have reached anybody (SN4). */
export const IS_IN_GROUP = `(m.state, m.reason) IN (VALUES ${PLACES})
  AND NOT EXISTS (SELECT 1 FROM attempt a WHERE a.message = m.pk AND a.state <> 'failed')`;

/** Messages that can be decided together. */
export function messageGroups(database: Database) {
  const states = [...new Set<string>(Object.values(GROUP_STATES))].map((state) => `'${state}'`).join(', ');
  const counts = database.prepare<[], GroupCount>(
    `SELECT m.channel, m.reason, count(*) AS count FROM message m INDEXED BY message_by_state
     WHERE m.state IN (${states}) AND ${IS_IN_GROUP} GROUP BY 1, 2 ORDER BY 1, 2`,
  );
  const ids = database
    .prepare<[{ state: string; channel: string; reason: string; until: number }], string>(
      `SELECT m.id FROM message m INDEXED BY message_by_state
       WHERE m.state = @state AND m.channel = @channel AND m.reason = @reason AND m.created_at <= @until AND ${IS_IN_GROUP}
       ORDER BY m.pk`,
    )
    .pluck();
  const member = database
    .prepare<[string], number>(`SELECT 1 FROM message m WHERE m.id = ? AND ${IS_IN_GROUP}`)
    .pluck();
  return {
    counts: () => counts.all(),
    /** The ids of a group, oldest first. */
    ids: ({ channel, reason, until }: Group) =>
      ids.all({
        state: GROUP_STATES[reason],
        channel,
        reason,
        until: until === undefined ? Number.MAX_SAFE_INTEGER : Date.parse(until),
      }),
    has: (id: string) => member.get(id) !== undefined,
  };
}
