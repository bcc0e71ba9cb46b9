import type { Database } from 'better-sqlite3';
import type { Receipt } from '#shared/contract/receipt.ts';
import { plannedMessage, sayStart } from '#shared/flow/say-start.ts';
import { conflictOpener } from './conflict-open.ts';
import { decidedBeforeReader } from './conflict-rules.ts';
import { contactReader } from './contact-reader.ts';
import type { ContactRow } from './contact-row.ts';
import { contactWriter, type Written } from './contact-write.ts';
import { deliveryHours } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES } from './delivery-row.ts';
import { inboundWriter } from './inbound.ts';
import { isMachineFault } from './machine-fault.ts';
import type { MissedReports } from './missed-reports.ts';
import type { StartedRun } from './port/run-store.ts';
import type { ItemsSettlement, SettledDelivery, Settlement, SettleWork } from './port/work-store.ts';
import { runStarter } from './run-start.ts';
import { itemsSettler, type WriteOne } from './settle-items.ts';

/** A request that has not been worked on; `webhook` is the pk. `is_try`: the owner's own test, or a replay of one. */
export type OpenRow = DeliveryRow & { webhook: number; is_try: number };

interface Closing {
  receipt: Receipt;
  contact: ContactRow | null;
  configVersion: number | null;
  items: number | null;
}

/**
 * PR1: contact, fields, outcome and receipt of a request are one savepoint in one transaction, and only a request without an outcome is
 * worked on: its effects happen exactly once. PR3: what goes wrong in one request settles that one as failed. A fault of the machine
 * (disk full, file locked) is nobody's outcome: it undoes the whole batch, throws, and everything stays as it was, to be tried again.
 */
export function settler(database: Database, newId: (prefix: string) => string, missed: MissedReports) {
  const reader = contactReader(database);
  const writer = contactWriter(database, newId);
  const hours = deliveryHours(database);
  const applyInbound = inboundWriter(database, missed);
  const { begin } = runStarter(database, newId);
  const openConflict = conflictOpener(database, newId);
  const decidedBefore = decidedBeforeReader(database);
  const sql = prepare(database);

  /** Null where the request is about nobody. */
  const writeContact = (row: OpenRow, { write, receipt }: Settlement, at: number): Written | null => {
    const request = { deliveryId: row.id, webhookId: row.webhook_id, webhookName: row.webhook_name };
    if (write?.kind === 'create') return writer.create(write, { at, request });
    const userNs = write?.userNs ?? receipt.contact?.userNs ?? null;
    const contact = userNs === null ? undefined : reader.bySlot('userNs', userNs);
    if (write === null) return contact === undefined ? null : { pk: contact.pk, missingFields: [] };
    if (contact === undefined) throw new Error('The contact that was to be written is not there.');
    return writer.update(contact, write, { at, request });
  };

  /** Null where the request starts no flow. */
  const startFlow = (row: OpenRow, { flow }: Settlement, contact: ContactRow, at: number): StartedRun | null => {
    if (flow === undefined || flow === null) return null;
    // A replay is the same wish of the same person: what the request started once it does not start again (SN5).
    const request = row.replay_of ?? row.id;
    const startKey = flow.item === 0 ? request : `${request}#${flow.item}`;
    return begin(flow, { contact, deliveryId: row.id, startKey, isTry: row.is_try === 1 }, at);
  };

  const writeOne: WriteOne = (row, settlement, at) => {
    const written = writeContact(row, settlement, at);
    const contact = written === null ? null : reader.byPk(written.pk)!;
    const reported = settlement.inbound === undefined ? [] : applyInbound(row, settlement.inbound, at);
    const started = contact === null ? null : startFlow(row, settlement, contact, at);
    const known = trueReceipt(settlement.receipt, contact, written?.missingFields ?? []);
    const receipt = withFlow(known, started, row.is_try === 1);
    return { receipt, contact, reported, ...newsOf(started) };
  };

  /** `items`: how many there were, null where the request is one. */
  const close = (
    row: OpenRow,
    { receipt, contact, configVersion, items }: Closing,
    at: number,
  ): Pick<SettledDelivery, 'delivery' | 'contactUserNs'> => {
    const { outcome, reason, sentence } = receipt;
    // One that had ended before and was let go by the owner waited for that: it says nothing of speed.
    const tookMs = row.took_ms === null ? Math.max(0, at - row.received_at) : null;
    sql.close.run(outcome, reason, sentence, tookMs, configVersion, contact?.pk ?? null, items, row.seq);
    sql.insertReceipt.run(row.seq, JSON.stringify(receipt));
    if (row.replay_of === null) hours.settled(row.webhook, row.received_at, outcome);
    const names = { contact_user_ns: contact?.user_ns ?? null, contact_label: contact?.label ?? null };
    const delivery = deliveryOf({ ...row, ...names, outcome, reason, sentence, took_ms: tookMs, items });
    return { delivery, contactUserNs: names.contact_user_ns };
  };

  const apply = (row: OpenRow, settlement: Settlement, at: number): SettledDelivery => {
    const { receipt, contact, ...news } = writeOne(row, settlement, at);
    if (contact !== null) sql.countRequest.run(row.received_at, contact.pk);
    const { configVersion } = settlement;
    const closed = close(row, { receipt, contact, configVersion, items: null }, at);
    return { ...closed, conflictId: openConflict(row.seq, 0, receipt, at), ...news };
  };

  const settleItems = itemsSettler(database, reader.find, { writeOne, openConflict });
  const applyItems = (row: OpenRow, items: ItemsSettlement, work: SettleWork, at: number): SettledDelivery => {
    const { receipt, contacts, reported, ...news } = settleItems(row, items, {
      work,
      decided: decidedBefore(row.webhook),
      at,
    });
    // It is one request to a contact, however many of its items are about them.
    for (const { pk } of contacts) sql.countRequest.run(row.received_at, pk);
    const { configVersion, count } = items;
    const closed = close(row, { receipt, contact: null, configVersion, items: count }, at);
    const settled = { contacts: contacts.map(({ user_ns }) => user_ns), ...news };
    return { ...closed, conflictId: null, run: null, reported, items: settled };
  };

  const decideAndApply = database.transaction((row: OpenRow, work: SettleWork, at: number): SettledDelivery => {
    const settlement = work.decide(reader.find, decidedBefore(row.webhook));
    return 'count' in settlement ? applyItems(row, settlement, work, at) : apply(row, settlement, at);
  });
  const fail = database.transaction((row: OpenRow, work: SettleWork, at: number, error: unknown) =>
    apply(row, { ...work.onFault(error), write: null, flow: null }, at),
  );
  const settle = database.transaction((work: readonly SettleWork[], at: number): SettledDelivery[] =>
    work.flatMap((item) => {
      const row = sql.open.get(item.seq);
      if (row === undefined) return [];
      try {
        return [decideAndApply(row, item, at)];
      } catch (error) {
        if (isMachineFault(error)) throw error;
        return [fail(row, item, at, error)];
      }
    }),
  );
  return (work: readonly SettleWork[], at: number) => settle.immediate(work, at);
}

/** Completes the receipt with what only the database knows: the new contact's User Ns, and fields deleted since it was decided. */
function trueReceipt(receipt: Settlement['receipt'], contact: ContactRow | null, missingFields: string[]) {
  const gone = missingFields.length;
  return {
    ...receipt,
    sentence:
      gone === 0
        ? receipt.sentence
        : `${receipt.sentence} Of these, ${gone} ${gone === 1 ? 'field' : 'fields'} had been deleted meanwhile and got nothing.`,
    contact:
      receipt.contact === null || contact === null
        ? receipt.contact
        : { ...receipt.contact, userNs: contact.user_ns, label: contact.label },
    fields: receipt.fields.map((change) =>
      missingFields.includes(change.field)
        ? { ...change, verdict: 'no-field' as const, after: null, sentence: 'This field has been deleted.' }
        : change,
    ),
  };
}

/** Tells of the flow that the request started, or why it did not. */
function withFlow(receipt: Settlement['receipt'], started: StartedRun | null, isTry: boolean): Settlement['receipt'] {
  if (started === null) return receipt;
  return {
    ...receipt,
    sentence: `${receipt.sentence} ${sayStarted(started, isTry)}`,
    messages: started.kind === 'started' ? started.progress.messages.map((message) => plannedMessage(message)) : [],
  };
}

function sayStarted(started: StartedRun, isTry: boolean): string {
  if (started.kind !== 'started') return sayStart(started);
  const { messages, state } = started.progress;
  if (state === 'held') return sayStart({ kind: 'held', flowName: started.flowName });
  const blocked = messages.filter(({ state }) => state !== 'queued').length;
  return sayStart({ kind: 'started', flowName: started.flowName, isTry, made: messages.length - blocked, blocked });
}

function newsOf(started: StartedRun | null): Pick<SettledDelivery, 'run' | 'flowFault'> {
  switch (started?.kind) {
    case 'started':
      return { run: started.run };
    case 'failed':
      return { run: started.run, flowFault: started.error };
    default:
      return { run: null };
  }
}

function prepare(database: Database) {
  return {
    open: database.prepare<[number], OpenRow>(
      `SELECT ${DELIVERY_COLUMNS}, d.webhook,
         d.origin = 'test' OR EXISTS (SELECT 1 FROM delivery f WHERE f.id = d.replay_of AND f.origin = 'test') AS is_try
       FROM delivery d ${WITH_NAMES} WHERE d.seq = +? AND d.outcome IS NULL`,
    ),
    close: database.prepare<
      [string, string | null, string, number | null, number | null, number | null, number | null, number]
    >(
      `UPDATE delivery SET outcome = ?, reason = ?, sentence = ?, took_ms = ?, config_version = ?, contact = ?, items = ?
       WHERE seq = ?`,
    ),
    insertReceipt: database.prepare<[number, string]>('INSERT INTO delivery_receipt (seq, receipt) VALUES (?, ?)'),
    countRequest: database.prepare<[number, number]>(
      'UPDATE contact SET requests = requests + 1, last_request_at = max(coalesce(last_request_at, 0), ?) WHERE pk = ?',
    ),
  };
}
