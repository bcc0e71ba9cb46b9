import type { Database } from 'better-sqlite3';
import type { Attempt, Group, Message, MessageDetail, MessagePage, MessageQuery } from '#shared/contract/message.ts';
import { decisionsFor, isUnfinished } from '#shared/contract/message-words.ts';
import { cutPage, readCursor } from './cursor.ts';
import { foldAddress } from './fold-address.ts';
import { KeptDeletions } from './kept-deletions.ts';
import { IS_IN_GROUP, messageGroups } from './message-groups.ts';
import { MESSAGE, type MessageRow, messageOf } from './message-row.ts';
import { isOptedOut } from './opt-outs.ts';
import type { DueMessage, OutboxStore, SendEnd } from './port/outbox-store.ts';

const INTERRUPTED =
  'Fieldhook ended while it was on its way: it may have been sent, or not. It is not sent again by itself.';

/**
 * Messages on their way out. What leaves has an attempt on disk first, and a message that has one under way is in nobody else's hands: so none
 * goes out twice, whatever ends when (SN4, SN5).
 */
export function outboxStore(database: Database): OutboxStore {
  const sql = prepare(database);
  const groups = messageGroups(database);
  /** By the id of a message, or of the dropping of several. */
  const dropped = new KeptDeletions<readonly Stood[]>();

  const read = (pk: number): Message => messageOf(sql.byPk.get(pk)!);

  const page = database.transaction((query: MessageQuery): MessagePage => {
    const { state = '', channel = '', reason = '', contact = '', deliveryId = '', limit } = query;
    const only = {
      attention: query.attention === 'true' ? 1 : 0,
      later: query.later === 'true' ? 1 : 0,
      together: query.together === 'true' ? 1 : 0,
    };
    const asked = { state, channel, reason, contact, deliveryId, ...only };
    const rows = sql.page.all({ ...asked, below: readCursor(query.before), limit: limit + 1 });
    const { shown, nextCursor } = cutPage(rows, limit, ({ pk }) => pk);
    const { count, first } = sql.later.get()!;
    const later = { count, firstAt: first === null ? null : new Date(first).toISOString() };
    return { items: shown.map(messageOf), nextCursor, attention: sql.kept.get()! - count, later };
  });

  const begin = database.transaction((id: string, at: number, cost: number | null): number | null => {
    const row = sql.byId.get(id);
    if (row === undefined || (row.state !== 'queued' && row.state !== 'held')) return null;
    const attempt = (sql.lastAttempt.get(row.pk) ?? 0) + 1;
    sql.startAttempt.run(row.pk, attempt, at, cost);
    sql.move.run({ pk: row.pk, state: 'sending', reason: null, sentence: '', due: null });
    return attempt;
  });

  const finish = database.transaction((id: string, attempt: number, end: SendEnd, at: number): Message | null => {
    const row = sql.byId.get(id);
    if (row === undefined) return null;
    sql.endAttempt.run(at, end.attempt, end.sentence, row.pk, attempt);
    // Decided otherwise meanwhile (a status of the provider came first): what is known for certain stays. Unknown is nothing certain: the contact
    // was deleted and put back while this attempt was under way. What an earlier attempt came to says nothing of the latest.
    const isOpen = row.state === 'sending' || row.state === 'unknown';
    if (!isOpen || sql.lastAttempt.get(row.pk) !== attempt) return read(row.pk);
    const { state, reason, sentence, dueAt } = end;
    sql.move.run({ pk: row.pk, state, reason, sentence, due: dueAt });
    if (state === 'sent') sql.sent.run(at, end.providerId, row.pk);
    return read(row.pk);
  });

  const lookedUp = database.transaction((id: string, end: SendEnd | null, nextAt: number | null, at: number) => {
    const row = sql.byId.get(id);
    if (row === undefined || row.state !== 'unknown') return null;
    if (end === null) {
      sql.lookAgain.run(nextAt, row.pk);
      return null;
    }
    sql.move.run({ pk: row.pk, state: end.state, reason: end.reason, sentence: end.sentence, due: null });
    if (end.state === 'sent') sql.sent.run(at, end.providerId, row.pk);
    else if (end.providerId !== null) sql.known.run(end.providerId, row.pk);
    return read(row.pk);
  });

  const keepBack = database.transaction((id: string, why: Parameters<OutboxStore['keepBack']>[1]): Message | null => {
    const row = sql.byId.get(id);
    if (row === undefined || (row.state !== 'queued' && row.state !== 'held')) return null;
    sql.move.run({ pk: row.pk, state: why.state, reason: why.reason, sentence: why.sentence, due: why.until });
    return read(row.pk);
  });

  const pretend = database.transaction((id: string, at: number): Message | null => {
    const row = sql.byId.get(id);
    if (row === undefined || (row.state !== 'queued' && row.state !== 'held')) return null;
    sql.move.run({ pk: row.pk, state: 'sent', reason: null, sentence: '', due: null });
    sql.sent.run(at, null, row.pk);
    return read(row.pk);
  });

  const decide = database.transaction((id: string, decision: Parameters<OutboxStore['decide']>[1], at: number) => {
    const row = sql.byId.get(id);
    if (row === undefined) return 'not-found';
    if (!decisionsFor(row.state).includes(decision)) return 'not-possible';
    if (decision === 'drop') {
      sql.move.run({ pk: row.pk, state: 'dropped', reason: null, sentence: droppedSentence(row), due: null });
    } else {
      sql.move.run({ pk: row.pk, state: 'sent', reason: null, sentence: 'You marked it as sent.', due: null });
      sql.sent.run(at, row.provider_id, row.pk);
    }
    return { message: read(row.pk), before: asItStood(row) };
  });

  const dropGroup = database.transaction((which: Group, at: number) =>
    groups.ids(which).flatMap((id) => {
      const done = decide(id, 'drop', at);
      return typeof done === 'string' ? [] : done;
    }),
  );

  const undoDrop = database.transaction((before: readonly Stood[]): Message[] =>
    before.filter((row) => sql.takeBack.run(row).changes > 0).map(({ pk }) => read(pk)),
  );

  const edit = database.transaction((id: string, change: { subject?: string | undefined; text: string }) => {
    const row = sql.byId.get(id);
    if (row === undefined) return 'not-found';
    if (!EDITABLE.has(row.state)) return 'not-possible';
    sql.edit.run(change.subject ?? row.subject, change.text, row.pk);
    // What stood there was a text with a hole in it; what stands there now is the owner's.
    if (isUnfinished(row.reason)) sql.move.run({ pk: row.pk, state: 'held', reason: null, sentence: '', due: null });
    return read(row.pk);
  });

  const interrupt = database.transaction((at: number): Message[] =>
    sql.openAttempts.all().map(({ message, n }) => {
      sql.endAttempt.run(at, 'unknown', INTERRUPTED, message, n);
      sql.move.run({ pk: message, state: 'unknown', reason: 'interrupted', sentence: INTERRUPTED, due: at });
      return read(message);
    }),
  );

  return {
    page: async (query) => page(query),
    async get(id): Promise<MessageDetail | null> {
      const row = sql.byId.get(id);
      if (row === undefined) return null;
      const language = row.channel === 'voice' ? row.language : null;
      const attempts = sql.attempts.all(row.pk).map(attemptOf);
      return { ...messageOf(row), language, attempts, providerId: row.provider_id };
    },
    groupCounts: async () => groups.counts(),
    edit: async (id, change) => edit.immediate(id, change),
    async decide(id, decision, at) {
      const done = decide.immediate(id, decision, at);
      if (typeof done === 'string') return done;
      if (decision === 'drop') dropped.keep(id, at, [done.before]);
      return done.message;
    },
    async dropGroup(which, key, at) {
      const done = dropGroup.immediate(which, at);
      dropped.keep(
        key,
        at,
        done.map(({ before }) => before),
      );
      return done.map(({ message }) => message);
    },
    async undoDrop(key) {
      const before = dropped.get(key);
      if (before === undefined) return 'not-found';
      const messages = undoDrop.immediate(before);
      dropped.forget(key);
      return messages;
    },
    forgetDropped: async (until) => void dropped.forgetUntil(until),
    due: async (at, limit, since, without = []) =>
      sql.due
        .all({ at, limit, ...since, without: JSON.stringify(without) })
        .map(({ approved, released, held, opted_out, ...row }): DueMessage => {
          return {
            ...row,
            approved: approved === null ? null : JSON.parse(approved),
            isReleased: released === 1,
            isHeld: held === 1,
            isOptedOut: opted_out === 1,
          };
        }),
    sentThere: async (channel, address, since) =>
      sql.sentThere.get({ channel, address: foldAddress(address), ...since })!,
    spent: async (channel, since) => sql.spent.get({ channel, since })!,
    nextDue: async (since) => sql.nextDue.get({ since }) ?? null,
    begin: async (id, at, cost) => begin.immediate(id, at, cost),
    finish: async (id, attempt, end, at) => finish.immediate(id, attempt, end, at),
    keepBack: async (id, why) => keepBack.immediate(id, why),
    pretend: async (id, at) => pretend.immediate(id, at),
    interrupt: async (at) => interrupt.immediate(at),
    toLookUp: async (at, limit) =>
      sql.toLookUp
        .all(at, limit)
        .map(({ approved, ...row }) => ({ ...row, approved: approved === null ? null : JSON.parse(approved) })),
    providerIds: async (channel, address, since) =>
      sql.providerIds.all({ channel, address: foldAddress(address), since }),
    lookedUp: async (id, end, nextAt, at) => lookedUp.immediate(id, end, nextAt, at),
  };
}

/** Where a message stood before it was dropped. */
type Stood = Pick<MessageRow, 'pk' | 'state' | 'reason' | 'sentence' | 'due_at'>;

function asItStood({ pk, state, reason, sentence, due_at }: MessageRow): Stood {
  return { pk, state, reason, sentence, due_at };
}

/** “It was not sent” is not said of what left, or may have left. */
function droppedSentence({ state, reason }: MessageRow): string {
  if (state === 'unknown') return 'You dropped it. Whether it went out before is not known; it is not sent again.';
  return reason === 'undelivered' ? 'You dropped it. It went out and did not arrive; it is not sent again.' : '';
}

/** What has not gone out, and is not about to. */
const EDITABLE: ReadonlySet<Message['state']> = new Set(['queued', 'held', 'blocked', 'failed']);

interface AttemptRow {
  started_at: number;
  finished_at: number | null;
  state: Attempt['state'];
  sentence: string;
}

function attemptOf({ started_at, finished_at, state, sentence }: AttemptRow): Attempt {
  const finishedAt = finished_at === null ? null : new Date(finished_at).toISOString();
  return { startedAt: new Date(started_at).toISOString(), finishedAt, state, sentence };
}

type DueRow = Omit<DueMessage, 'approved' | 'isReleased' | 'isHeld' | 'isOptedOut'> & {
  approved: string | null;
  released: number;
  held: number;
  opted_out: number;
};

/** Of the channel and mode of `m`; also to people who were deleted since. */
const leftSince = (since: '$today' | '$lately') =>
  `((SELECT count(*) FROM message s INDEXED BY message_sent WHERE s.channel = m.channel AND s.sent_at >= ${since} AND s.mode = m.mode)
    + (SELECT count(*) FROM gone_send g WHERE g.channel = m.channel AND g.sent_at >= ${since} AND g.mode = m.mode))`;

function prepare(database: Database) {
  return {
    byPk: database.prepare<[number], MessageRow>(`${MESSAGE} WHERE m.pk = +?`),
    byId: database.prepare<[string], MessageRow>(`${MESSAGE} WHERE m.id = ?`),
    page: database.prepare<[Record<string, string | number>], MessageRow>(
      `${MESSAGE} WHERE m.pk < $below AND ($state = '' OR m.state = $state) AND ($channel = '' OR m.channel = $channel)
         AND ($reason = '' OR m.reason = $reason) AND ($contact = '' OR c.user_ns = $contact) AND ($deliveryId = '' OR m.delivery_id = $deliveryId)
         AND ($attention = 0 OR m.state IN ('blocked', 'unknown', 'failed') OR (m.state = 'held' AND m.due_at IS NULL))
         AND ($later = 0 OR (m.state = 'held' AND m.due_at IS NOT NULL))
         AND ($together = 0 OR (${IS_IN_GROUP}))
       ORDER BY m.pk DESC LIMIT $limit`,
    ),
    // Both are counted in their index alone: what waits for the owner is what is kept back without what goes by itself.
    kept: database
      .prepare<[], number>(
        `SELECT count(*) FROM message INDEXED BY message_attention WHERE state IN ('held', 'blocked', 'unknown', 'failed')`,
      )
      .pluck(),
    later: database.prepare<[], { count: number; first: number | null }>(
      `SELECT count(*) AS count, min(due_at) AS first FROM message INDEXED BY message_held_until
       WHERE state = 'held' AND due_at IS NOT NULL`,
    ),
    attempts: database.prepare<[number], AttemptRow>('SELECT * FROM attempt WHERE message = ? ORDER BY n'),
    // Longest due first; counted for each, since what left a moment ago counts for the next.
    due: database.prepare<[{ at: number; limit: number; today: number; lately: number; without: string }], DueRow>(
      `SELECT m.id, m.channel, m.mode, m.address AS "to", (SELECT c.phone FROM contact c WHERE c.pk = m.contact) AS contactPhone, m.subject, m.text, m.language, m.approved, m.released, m.state = 'held' AS held,
         (SELECT count(*) FROM attempt a WHERE a.message = m.pk) AS attempts,
         ${isOptedOut('m.channel', 'm.address')} AS opted_out,
         ${leftSince('$today')} AS sentToday, ${leftSince('$lately')} AS sentLately
       FROM message m
       WHERE m.pk IN (
         SELECT pk FROM message WHERE state = 'queued' AND due_at <= $at AND channel NOT IN (SELECT value FROM json_each($without))
         UNION ALL SELECT pk FROM message WHERE state = 'held' AND due_at IS NOT NULL AND due_at <= $at)
       ORDER BY m.due_at, m.pk LIMIT $limit`,
    ),
    // However it is written, one mailbox. What is on its way or unclear may have left: it counts from its last attempt.
    sentThere: database.prepare<
      [{ channel: string; address: string; hour: number; day: number }],
      { hour: number; day: number }
    >(
      `SELECT coalesce(sum(at > $hour), 0) AS hour, count(*) AS day FROM (
         SELECT sent_at AS at FROM message INDEXED BY message_sent_there
         WHERE mode = 'live' AND sent_at IS NOT NULL AND channel = $channel AND address_key = $address AND sent_at > $day
         UNION ALL
         SELECT max(a.started_at) FROM message m INDEXED BY message_unclear_there JOIN attempt a ON a.message = m.pk
         WHERE m.state IN ('sending', 'unknown') AND m.sent_at IS NULL AND m.channel = $channel AND m.address_key = $address
         GROUP BY m.pk HAVING max(a.started_at) > $day
         UNION ALL
         SELECT coalesce(sent_at, tried_at) FROM gone_send
         WHERE mode = 'live' AND channel = $channel AND address = fingerprint($address) AND coalesce(sent_at, tried_at) > $day)`,
    ),
    providerIds: database
      .prepare<[{ channel: string; address: string; since: number }], string>(
        `SELECT provider_id FROM message INDEXED BY message_sent_there
         WHERE mode = 'live' AND sent_at IS NOT NULL AND channel = @channel AND address_key = @address AND sent_at > @since
           AND provider_id IS NOT NULL
         UNION ALL
         SELECT provider_id FROM message INDEXED BY message_attention
         WHERE state IN ('held', 'blocked', 'unknown', 'failed') AND channel = @channel AND address_key = @address AND sent_at IS NULL
           AND provider_id IS NOT NULL`,
      )
      .pluck(),
    nextDue: database
      .prepare<[{ since: number }], number>(
        `SELECT min(due_at) FROM (
           SELECT min(due_at) AS due_at FROM message WHERE state = 'queued' AND due_at > @since
           UNION ALL SELECT min(due_at) FROM message WHERE state = 'held' AND due_at IS NOT NULL AND due_at > @since
           UNION ALL SELECT min(due_at) FROM message WHERE state = 'unknown' AND due_at IS NOT NULL AND due_at > @since)`,
      )
      .pluck(),
    lastAttempt: database.prepare<[number], number>('SELECT max(n) FROM attempt WHERE message = ?').pluck(),
    spent: database
      .prepare<[{ channel: string; since: number }], number>(
        `SELECT (SELECT coalesce(sum(a.cost), 0) FROM attempt a INDEXED BY attempt_cost JOIN message m ON m.pk = a.message
             WHERE a.cost IS NOT NULL AND a.started_at >= +@since AND a.state <> 'failed' AND m.channel = +@channel)
           + (SELECT coalesce(sum(cost), 0) FROM gone_send WHERE channel = @channel AND tried_at >= @since)`,
      )
      .pluck(),
    startAttempt: database.prepare<[number, number, number, number | null]>(
      "INSERT INTO attempt (message, n, started_at, state, sentence, cost) VALUES (?, ?, ?, 'attempting', '', ?)",
    ),
    endAttempt: database.prepare<[number, string, string, number, number]>(
      'UPDATE attempt SET finished_at = ?, state = ?, sentence = ? WHERE message = ? AND n = ?',
    ),
    openAttempts: database.prepare<[], { message: number; n: number }>(
      "SELECT message, n FROM attempt INDEXED BY attempt_open WHERE state = 'attempting'",
    ),
    move: database.prepare<
      [{ pk: number; state: string; reason: string | null; sentence: string; due: number | null }]
    >('UPDATE message SET state = @state, reason = @reason, sentence = @sentence, due_at = @due WHERE pk = @pk'),
    takeBack: database.prepare<[Stood]>(
      `UPDATE message SET state = @state, reason = @reason, sentence = @sentence, due_at = @due_at WHERE pk = @pk AND state = 'dropped'`,
    ),
    sent: database.prepare<[number, string | null, number]>(
      'UPDATE message SET sent_at = ?, provider_id = ? WHERE pk = ?',
    ),
    known: database.prepare<[string, number]>('UPDATE message SET provider_id = ? WHERE pk = ?'),
    edit: database.prepare<[string, string, number]>(
      'UPDATE message SET subject = ?, text = ?, edited = 1 WHERE pk = ?',
    ),
    lookAgain: database.prepare<[number | null, number]>('UPDATE message SET due_at = ? WHERE pk = ?'),
    toLookUp: database.prepare<
      [number, number],
      {
        id: string;
        channel: Message['channel'];
        to: string;
        subject: string;
        text: string;
        language: string;
        approved: string | null;
        startedAt: number;
        attempts: number;
      }
    >(
      `SELECT m.id, m.channel, m.address AS "to", m.subject, m.text, m.language, m.approved, max(a.started_at) AS startedAt, count(*) AS attempts
       FROM message m INDEXED BY message_look_up JOIN attempt a ON a.message = m.pk
       WHERE m.state = 'unknown' AND m.due_at IS NOT NULL AND m.due_at <= ? GROUP BY m.pk ORDER BY m.due_at LIMIT ?`,
    ),
  };
}
