import type { Database } from 'better-sqlite3';
import type { MessageChannel } from '#shared/contract/message.ts';
import { segmentsOf } from '#shared/text/segments.ts';

/** No limit counts further back: a day of the business may have 25 hours. */
const COUNTED_MS = 48 * 60 * 60_000;

interface Left {
  pk: number;
  channel: MessageChannel;
  mode: string;
  text: string;
  sent_at: number | null;
  tried_at: number | null;
  address_key: string | null;
  cost: number | null;
}

/**
 * What still counts of somebody who is deleted: what left to them today (SN6), and what has started their flows (SN5). Without it a deletion would make
 * room for more, and a replay would write to the same person again. Call inside the transaction that deletes or puts back.
 */
export function whatCounts(database: Database) {
  const left = database.prepare<[{ contact: number; since: number }], Left>(
    `SELECT m.pk, m.channel, m.mode, m.text, m.sent_at, m.address_key, max(a.started_at) AS tried_at, sum(a.cost) AS cost
     FROM message m LEFT JOIN attempt a ON a.message = m.pk AND a.state <> 'failed'
     WHERE m.contact = @contact GROUP BY m.pk HAVING m.sent_at >= @since OR max(a.started_at) >= @since`,
  );
  const keepSend = database.prepare(
    `INSERT INTO gone_send (message, channel, mode, sent_at, tried_at, address, parts, cost)
     VALUES (@pk, @channel, @mode, @sent_at, @tried_at, fingerprint(@address_key), @parts, @cost)`,
  );
  const keepStarts = database.prepare<[number]>(
    'INSERT OR IGNORE INTO gone_start (start_key, flow) SELECT start_key, flow FROM flow_run WHERE contact = ?',
  );
  const backSends = database.prepare<[number]>(
    'DELETE FROM gone_send WHERE message IN (SELECT pk FROM message WHERE contact = ?)',
  );
  const backStarts = database.prepare<[number]>(
    'DELETE FROM gone_start WHERE (start_key, flow) IN (SELECT start_key, flow FROM flow_run WHERE contact = ?)',
  );
  return {
    /** Before their rows go. */
    keep(contact: number, at: number): void {
      for (const { text, ...row } of left.all({ contact, since: at - COUNTED_MS })) {
        keepSend.run({ ...row, parts: row.channel === 'sms' ? segmentsOf(text).count : 1 });
      }
      keepStarts.run(contact);
    },
    /** Once their rows are back. */
    putBack(contact: number): void {
      backSends.run(contact);
      backStarts.run(contact);
    },
  };
}

/** Forgets what no limit counts any more, and what nothing can start any more, since it is not in the log. */
export function forgetUncounted(database: Database, at: number): void {
  database.prepare('DELETE FROM gone_send WHERE coalesce(sent_at, tried_at) < ?').run(at - COUNTED_MS);
  database
    .prepare(
      `WITH start (start_key, request) AS (
         SELECT start_key, substr(start_key, 1, coalesce(nullif(instr(start_key, '#'), 0) - 1, length(start_key))) FROM gone_start)
       DELETE FROM gone_start WHERE start_key IN (
         SELECT start_key FROM start WHERE NOT EXISTS (SELECT 1 FROM delivery d WHERE d.id = request)
           AND NOT EXISTS (SELECT 1 FROM delivery d WHERE d.replay_of = request))`,
    )
    .run();
}
