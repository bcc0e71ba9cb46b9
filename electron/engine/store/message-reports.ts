import type { Database } from 'better-sqlite3';
import type { InboundEvent } from '#shared/contract/inbound.ts';
import type { Message, MessageState } from '#shared/contract/message.ts';
import { MESSAGE, type MessageRow, messageOf } from './message-row.ts';

export type MessageReport = Extract<InboundEvent, { kind: 'report' }>;

/** From where a report may move a message on. Whatever is known later stays: reports come in any order. */
const BEFORE: Readonly<Record<MessageReport['state'], readonly MessageState[]>> = {
  sent: ['sending', 'unknown'],
  delivered: ['sending', 'unknown', 'sent'],
  undelivered: ['sending', 'unknown', 'sent'],
};

/**
 * What a provider tells later of a message (SN4). It is found by the provider's id; or, where the report is there before the answer to our
 * request or that answer was lost, by its own id, which stands in the address that we asked for the report at. Null where it is nothing new, and
 * 'not-found' where there is no such message (any more).
 */
export function messageReports(
  database: Database,
): (report: MessageReport, seq: number, at: number) => Message | null | 'not-found' {
  const byPk = database.prepare<[number], MessageRow>(`${MESSAGE} WHERE m.pk = +?`);
  const byProviderId = database.prepare<[string], MessageRow>(`${MESSAGE} WHERE m.provider_id = ?`);
  const byId = database.prepare<[string], MessageRow>(`${MESSAGE} WHERE m.id = ? AND m.provider_id IS NULL`);
  const query = database.prepare<[number], string>('SELECT query FROM delivery_request WHERE seq = ?').pluck();
  const move = database.prepare(
    `UPDATE message SET state = @state, reason = @reason, sentence = @sentence, due_at = NULL, provider_id = @providerId,
       sent_at = coalesce(sent_at, @at) WHERE pk = @pk`,
  );
  const named = (seq: number) => byId.get(new URLSearchParams(query.get(seq)).get('message') ?? '');

  return ({ providerId, state, sentence }, seq, at) => {
    const row = byProviderId.get(providerId) ?? named(seq);
    if (row === undefined) return 'not-found';
    if (!BEFORE[state].includes(row.state)) return null;
    const end =
      state === 'undelivered'
        ? { state: 'failed', reason: 'undelivered', sentence }
        : { state, reason: null, sentence };
    move.run({ ...end, pk: row.pk, providerId, at });
    return messageOf(byPk.get(row.pk)!);
  };
}
