import type { Database } from 'better-sqlite3';
import type { ConflictRow } from './conflict-row.ts';
import type { ContactReader } from './contact-reader.ts';
import type { ContactRow } from './contact-row.ts';
import { type ContactSnapshot, contactSnapshots } from './contact-snapshot.ts';
import type { ContactWriter } from './contact-write.ts';
import { WITH_CONTACT } from './deleted-contacts.ts';
import { deliveryHours, isProblem } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES } from './delivery-row.ts';
import type { UndoneDecision } from './port/conflict-store.ts';
import { type Row, wholeRows } from './whole-rows.ts';

/** What of a contact a decision may change. */
const OF_CONTACT = [
  'contact',
  'contact_alias',
  'contact_provenance',
  'contact_tag',
  'contact_change',
  'contact_field',
  'contact_field_past',
] as const;

/** The request, or its one item, before a decision, and whom the decision is about: null for somebody new. */
interface Before {
  delivery: Row;
  receipts: Row[];
  items: Row[];
  contact: { snapshot: ContactSnapshot; changes: Row[] } | null;
}

/** A rule as it was before the decision took its place. */
export interface ReplacedRule {
  webhook: number;
  constellation: string;
  rows: Row[];
}

/** A decision that can be undone. */
export interface KeptDecision {
  before: Before;
  conflict: ConflictRow;
  contact: { pk: number; label: string };
  /** The contact and the request as the decision left them: what is otherwise by now is not undone. */
  after: string;
  run: number | null;
  rule: ReplacedRule | null;
}

/**
 * Takes back whom a request is about (ID10), as long as nothing went out because of it and nobody built on it. A message that stopped in the
 * Outbox, since its channel only tests, went nowhere. Call inside a transaction.
 */
export function decisionUndoer(database: Database, reader: ContactReader, writer: ContactWriter) {
  const whole = wholeRows(database);
  const snapshots = contactSnapshots(database);
  const hours = deliveryHours(database);
  const sql = prepare(database);

  const itemOf = ({ seq, item }: ConflictRow) =>
    whole.read('delivery_item', 'seq = @seq AND position = @item', { seq, item });
  const receiptOf = ({ seq }: ConflictRow) => whole.read('delivery_receipt', 'seq = @seq', { seq });
  const deliveryAt = ({ seq }: ConflictRow) => whole.read('delivery', 'seq = @seq', { seq })[0]!;
  const stateOf = (conflict: ConflictRow, { pk, user_ns }: ContactRow) =>
    JSON.stringify([
      OF_CONTACT.map((table) => whole.read(table, WITH_CONTACT[table], { pk, user_ns })),
      deliveryAt(conflict),
      receiptOf(conflict),
      itemOf(conflict),
    ]);

  /** Whom the decision was about, as they are; or why it cannot be undone. */
  const undoable = ({ before, conflict, contact: decided, after, run }: KeptDecision): ContactRow | string => {
    if (run !== null && sql.hasSent.get(run) === 1) return 'A message went out because of it.';
    if (run !== null && sql.hasAsked.get(run) === 1) return 'Another service was asked because of it.';
    const contact = reader.byPk(decided.pk);
    const isUsed = before.contact === null && sql.isUsed.get({ pk: decided.pk, run }) === 1;
    if (contact === undefined || isUsed || stateOf(conflict, contact) !== after)
      return `${decided.label}, or the request, has changed since.`;
    return contact;
  };

  const putRequest = (conflict: ConflictRow, { delivery, receipts, items }: Before) => {
    const { webhook, received_at, replay_of, seq } = conflict;
    if (replay_of === null) {
      if (isProblem(sql.outcome.get(seq)!)) hours.reopened(webhook, received_at);
      hours.settled(webhook, received_at, delivery.outcome as Exclude<DeliveryRow['outcome'], null>);
    }
    sql.putDelivery.run(delivery);
    sql.dropReceipt.run(seq);
    whole.write('delivery_receipt', receipts);
    for (const item of items) sql.putItem.run(item);
  };

  return {
    read: (conflict: ConflictRow, about: ContactRow | null): Before => ({
      delivery: deliveryAt(conflict),
      receipts: receiptOf(conflict),
      items: itemOf(conflict),
      contact: about && {
        snapshot: snapshots.read(about.pk),
        changes: whole.read('contact_change', WITH_CONTACT.contact_change, { pk: about.pk }),
      },
    }),
    rule: (webhook: number, constellation: string): ReplacedRule => ({
      webhook,
      constellation,
      rows: whole.read('conflict_rule', 'webhook = @webhook AND constellation = @constellation', {
        webhook,
        constellation,
      }),
    }),
    keep(before: Before, conflict: ConflictRow, userNs: string, runId: string | null): Omit<KeptDecision, 'rule'> {
      const contact = reader.byUserNs(userNs)!;
      const run = runId === null ? null : (sql.run.get(runId) ?? null);
      return { before, conflict, contact, after: stateOf(conflict, contact), run };
    },
    refusal: (decision: KeptDecision): string | null => {
      const found = undoable(decision);
      return typeof found === 'string' ? found : null;
    },
    undo(decision: KeptDecision): UndoneDecision | { refused: string } {
      const contact = undoable(decision);
      if (typeof contact === 'string') return { refused: contact };
      const { before, conflict, run, rule } = decision;
      if (run !== null) for (const statement of [sql.dropMessages, sql.dropRun]) statement.run(run);
      putRequest(conflict, before);
      if (before.contact === null) writer.delete(contact);
      else {
        snapshots.write(before.contact.snapshot);
        sql.dropChanges.run(contact.pk);
        whole.write('contact_change', before.contact.changes);
      }
      if (rule !== null) {
        sql.dropRule.run(rule.webhook, rule.constellation);
        whole.write('conflict_rule', rule.rows);
      }
      sql.open.run(conflict.pk);
      const delivery = deliveryOf(sql.delivery.get(conflict.seq)!);
      return { delivery, contact: contact.user_ns, endedRun: run !== null };
    },
  };
}

function prepare(database: Database) {
  return {
    run: database.prepare<[string], number>('SELECT pk FROM flow_run WHERE id = ?').pluck(),
    outcome: database.prepare<[number], DeliveryRow['outcome']>('SELECT outcome FROM delivery WHERE seq = ?').pluck(),
    delivery: database.prepare<[number], DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM delivery d ${WITH_NAMES} WHERE d.seq = ?`,
    ),
    // One that surely was not sent has been tried all the same.
    hasSent: database
      .prepare<[number], number>(
        `SELECT EXISTS (SELECT 1 FROM message m WHERE m.run = ? AND m.mode = 'live'
           AND (m.sent_at IS NOT NULL OR m.state IN ('sending', 'unknown') OR EXISTS (SELECT 1 FROM attempt a WHERE a.message = m.pk)))`,
      )
      .pluck(),
    hasAsked: database
      .prepare<[number], number>(
        "SELECT EXISTS (SELECT 1 FROM http_request WHERE run = ? AND (state <> 'queued' OR tries > 0))",
      )
      .pluck(),
    isUsed: database
      .prepare<[{ pk: number; run: number | null }], number>(
        `SELECT EXISTS (SELECT 1 FROM flow_run WHERE contact = @pk AND pk IS NOT @run)
           OR EXISTS (SELECT 1 FROM message WHERE contact = @pk AND run IS NOT @run)
           OR EXISTS (SELECT 1 FROM contact_merge m JOIN contact c ON c.user_ns = m.keep_user_ns WHERE c.pk = @pk)`,
      )
      .pluck(),
    dropMessages: database.prepare<[number]>('DELETE FROM message WHERE run = ?'),
    dropRun: database.prepare<[number]>('DELETE FROM flow_run WHERE pk = ?'),
    putDelivery: database.prepare<[Row]>(
      `UPDATE delivery SET outcome = @outcome, reason = @reason, sentence = @sentence, took_ms = @took_ms,
         config_version = @config_version, contact = @contact, items = @items WHERE seq = @seq`,
    ),
    dropReceipt: database.prepare<[number]>('DELETE FROM delivery_receipt WHERE seq = ?'),
    putItem: database.prepare<[Row]>(
      `UPDATE delivery_item SET outcome = @outcome, contact = @contact, receipt = @receipt
       WHERE seq = @seq AND position = @position`,
    ),
    dropChanges: database.prepare<[number]>('DELETE FROM contact_change WHERE contact = ?'),
    dropRule: database.prepare<[number, string]>('DELETE FROM conflict_rule WHERE webhook = ? AND constellation = ?'),
    open: database.prepare<[number]>('UPDATE conflict SET decided_at = NULL, choice = NULL WHERE pk = ?'),
  };
}
