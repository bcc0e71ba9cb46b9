import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { MessageSituation } from '#shared/contract/flow-work.ts';
import type { Message } from '#shared/contract/message.ts';
import { decisionsFor, isUnfinished, type MessageDecision } from '#shared/contract/message-words.ts';
import { holesIn } from '#shared/text/holes.ts';
import { channelFacts } from './channels.ts';
import { contactReader } from './contact-reader.ts';
import { knownContactOf } from './contact-row.ts';
import { contactTags } from './contact-tags.ts';
import { readFlowConfig } from './flow-row.ts';
import { foldAddress } from './fold-address.ts';
import { messageGroups } from './message-groups.ts';
import { MESSAGE, type MessageRow, messageOf } from './message-row.ts';
import type { OutboxWorkStore, Refusal, RenewMessage } from './port/outbox-store.ts';

/** A message as it would go out, or why it cannot. */
interface Renewed {
  row: MessageRow;
  refusal: Refusal | null;
}

/**
 * What is kept back is filled in anew when it is let go (SN7): what it says, and where it goes, is of then and not of when it was held. That is
 * read, decided and written in one transaction, so that it goes out with these words once or stays as it was (SN5).
 */
export function outboxWork(database: Database): OutboxWorkStore {
  const reader = contactReader(database);
  const tags = contactTags(database);
  const facts = channelFacts(database);
  const sql = prepare(database);
  const groups = messageGroups(database);

  const situationOf = (row: MessageRow, config: MessageSituation['config'], at: number): MessageSituation | null => {
    const contact = row.contact === null ? undefined : reader.byPk(row.contact);
    if (contact === undefined || row.step === null) return null;
    return {
      config,
      contact: knownContactOf(contact, reader.fields(contact.pk)),
      tags: tags.of(contact.pk),
      channels: facts(contact.pk),
      step: row.step,
      channel: row.channel,
      written: row.edited === 1 ? { subject: row.subject, text: row.text } : null,
      at,
    };
  };

  const renewed = (row: MessageRow, plan: RenewMessage, at: number): Renewed => {
    // The person may have got it already: whoever sends it again sends the same.
    if (row.state === 'unknown') return { row, refusal: null };
    const run = sql.origin.get(row.pk);
    // Without its run nothing tells what it was made of: it goes as it stands, or not at all.
    if (run === undefined) return { row, refusal: row.edited === 0 ? (holeIn(row) ?? marksIn(row)) : null };
    const { value: config, broken } = readFlowConfig(run.config);
    const situation = situationOf(row, config, at);
    const message = situation === null || broken.length > 0 ? null : plan(situation);
    if (message === null) return { row, refusal: row.edited === 1 ? null : UNREADABLE };
    const { to: address, subject, text, approved } = message;
    if (message.state === 'blocked') {
      const refusal = { reason: message.reason ?? 'bad-template', sentence: message.sentence };
      // What has holes has those of today; a whole text stays to be looked at, though a value of it is gone.
      return { row: holeIn(row) === null ? row : { ...row, subject, text }, refusal };
    }
    const stored = approved === null ? null : JSON.stringify(approved);
    // A channel that was switched to test meanwhile reaches nobody; what was made in test mode stays so.
    const mode = message.mode === 'test' ? 'test' : row.mode;
    return { row: { ...row, address, subject, text, mode, approved: stored }, refusal: null };
  };

  const queue = (
    { pk, address, subject, text, mode, approved }: MessageRow,
    isReleased: boolean,
    at: number,
  ): Message => {
    const addressKey = address === null ? null : foldAddress(address);
    sql.queue.run({ pk, address, addressKey, subject, text, mode, approved, released: isReleased ? 1 : 0, at });
    return messageOf(sql.byPk.get(pk)!);
  };

  const preview = database.transaction((id: string, plan: RenewMessage, at: number) => {
    const row = sql.byId.get(id);
    if (row === undefined) return 'not-found';
    if (!LETS_GO.some((decision) => decisionsFor(row.state).includes(decision))) return 'not-possible';
    const { row: next, refusal } = renewed(row, plan, at);
    const isSame = next.address === row.address && next.subject === row.subject && next.text === row.text;
    return { now: messageOf(next), was: isSame ? null : messageOf(row), refusal, seen: markOf(next) };
  });

  const letGo = database.transaction(
    (id: string, { decision, seen }: Parameters<OutboxWorkStore['letGo']>[1], plan: RenewMessage, at: number) => {
      const row = sql.byId.get(id);
      if (row === undefined) return 'not-found';
      if (!decisionsFor(row.state).includes(decision)) return 'not-possible';
      const { row: next, refusal } = renewed(row, plan, at);
      if (refusal !== null) return { refusal };
      if (seen !== null && seen !== markOf(next)) return 'changed';
      return queue(next, true, at);
    },
  );

  const putBack = database.transaction(
    (id: string, { pastLimits }: { pastLimits: boolean }, plan: RenewMessage, at: number) => {
      const row = sql.byId.get(id);
      if (row === undefined || !groups.has(id)) return 'not-possible';
      const { row: next, refusal } = renewed(row, plan, at);
      return refusal === null ? queue(next, pastLimits, at) : { refusal };
    },
  );

  const putBackDue = database.transaction((id: string, plan: RenewMessage, at: number): Message | null => {
    const row = sql.byId.get(id);
    if (row?.state !== 'held' || row.due_at === null || row.due_at > at) return null;
    const { row: next, refusal } = renewed(row, plan, at);
    if (refusal === null) return queue(next, row.released === 1, at);
    sql.wait.run(refusal.reason, refusal.sentence, row.pk);
    return messageOf(sql.byPk.get(row.pk)!);
  });

  return {
    async origin(id) {
      const run = sql.originById.get(id);
      if (run === undefined) return null;
      const item = Number(run.start_key.split('#')[1] ?? 0);
      return { config: readFlowConfig(run.config).value, deliveryId: run.delivery_id, item };
    },
    group: async (which) => groups.ids(which),
    preview: async (id, plan, at) => preview(id, plan, at),
    letGo: async (id, wish, plan, at) => letGo.immediate(id, wish, plan, at),
    putBack: async (id, wish, plan, at) => putBack.immediate(id, wish, plan, at),
    putBackDue: async (id, plan, at) => putBackDue.immediate(id, plan, at),
  };
}

const LETS_GO: readonly MessageDecision[] = ['release', 'retry'];

const UNREADABLE: Refusal = {
  reason: 'bad-template',
  sentence: 'The steps of its flow cannot be read any more, so its text cannot be filled in. Edit the text to send it.',
};

function holeIn({ reason, sentence }: MessageRow): Refusal | null {
  return reason !== null && isUnfinished(reason) ? { reason, sentence } : null;
}

/** Blocked for another reason, a text with holes says so itself. */
function marksIn({ subject, text }: MessageRow): Refusal | null {
  const [mark] = holesIn(`${subject}\n${text}`);
  return mark === undefined ? null : { reason: 'missing-value', sentence: `A value is missing: ${mark}.` };
}

/** Stands for exactly what goes out, and where to. */
function markOf({ address, subject, text, mode, approved }: MessageRow): string {
  return hash('sha256', JSON.stringify([address, subject, text, mode, approved]), 'base64url');
}

interface OriginRow {
  config: string;
  start_key: string;
  delivery_id: string | null;
}

/** With the configuration of the version that its run started with (SN1). */
const ORIGIN = `SELECT v.config, r.start_key, r.delivery_id FROM message m JOIN flow_run r ON r.pk = m.run
  JOIN flow_version v ON v.flow = r.flow AND v.version = r.version`;

function prepare(database: Database) {
  return {
    byPk: database.prepare<[number], MessageRow>(`${MESSAGE} WHERE m.pk = +?`),
    byId: database.prepare<[string], MessageRow>(`${MESSAGE} WHERE m.id = ?`),
    origin: database.prepare<[number], OriginRow>(`${ORIGIN} WHERE m.pk = +?`),
    originById: database.prepare<[string], OriginRow>(`${ORIGIN} WHERE m.id = ?`),
    queue: database.prepare<
      [
        {
          pk: number;
          address: string | null;
          addressKey: string | null;
          subject: string;
          text: string;
          mode: MessageRow['mode'];
          approved: string | null;
          released: number;
          at: number;
        },
      ]
    >(
      `UPDATE message SET state = 'queued', reason = NULL, sentence = '', due_at = @at, released = @released, address = @address,
         address_key = @addressKey, subject = @subject, text = @text, mode = @mode, approved = @approved WHERE pk = @pk`,
    ),
    wait: database.prepare<[string, string, number]>(
      'UPDATE message SET reason = ?, sentence = ?, due_at = NULL WHERE pk = ?',
    ),
  };
}
