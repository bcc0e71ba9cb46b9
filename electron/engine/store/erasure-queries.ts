import type { Database } from 'better-sqlite3';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import type { IdentitySlot } from '#shared/contract/webhook.ts';
import { contactReader } from './contact-reader.ts';
import type { ContactRow } from './contact-row.ts';
import { contactWriter } from './contact-write.ts';
import { deliveryHours } from './delivery-hours.ts';
import { DELIVERY_COLUMNS, type DeliveryRow, deliveryOf, WITH_NAMES } from './delivery-row.ts';
import { elsewhere } from './elsewhere.ts';
import { erasedItems } from './erased-items.ts';
import type { ContactEdit } from './port/contact-store.ts';
import type { ErasedRequest, ErasureStore, SearchedContact, SearchedRequest } from './port/erasure-store.ts';
import { whatCounts } from './what-counts.ts';

/** Rows, and bytes of bodies, handed out at a time. */
const SLICE = 100;
const SLICE_BYTES = 2 * 1024 * 1024;
/** As a limit. */
const ALL = -1;
/** Requests that are told of one by one. */
const TOLD = 200;

/**
 * What the database does for erasing a person (LG3): hands out what is to be searched, and makes them gone in one transaction. Of each
 * request concerned the row stays: time, webhook, outcome, size and answer say nothing of anybody, and counts, the order of the log and
 * the keys of repeats rest on them. A signed key stays as well, or a repeat of an erased request would bring the person back; the key of
 * an unsigned content only flags, and goes.
 */
export function erasureQueries(
  database: Database,
  newId: (prefix: string) => string,
): Omit<ErasureStore, 'copies' | 'finish'> {
  const sql = prepare(database);
  const reader = contactReader(database);
  const writer = contactWriter(database, newId);
  const hours = deliveryHours(database);
  const others = elsewhere(database);
  const items = erasedItems(database);
  const counted = whatCounts(database);

  const eraseRequest = ({ seq, receipt }: ErasedRequest, at: number): void => {
    const row = sql.open.get(seq);
    if (sql.mark.run(at, ERASED_SENTENCE, seq).changes === 0) return;
    sql.blankRequest.run(seq);
    if (receipt === null) sql.dropReceipt.run(seq);
    else sql.putReceipt.run(receipt, seq);
    sql.dropContentKey.run(seq);
    sql.bodyLater.run(seq);
    sql.dropConflict.run(seq);
    sql.dropSampleOf.run(seq);
    if (row === undefined) return;
    sql.close.run(at, seq);
    if (row.replay_of === null) hours.settled(row.webhook, row.received_at, 'refused');
  };

  const eraseValue = (row: ContactRow, where: SearchedContact['texts'][number]['at'], at: number): void => {
    if (where.kind === 'field') {
      sql.dropField.run(row.pk, where.pk);
      return;
    }
    const edit: ContactEdit =
      where.slot === 'crmContactId'
        ? { identifiers: { crmContactId: null }, profile: {}, fields: {} }
        : { identifiers: {}, profile: { [where.slot]: null }, fields: {} };
    writer.update(row, edit, { at, request: null, via: 'erasure' });
  };

  const commit = database.transaction((...[pk, plan, look, at]: Parameters<ErasureStore['commit']>) => {
    const person = reader.byPk(pk);
    if (person === undefined) return null;
    const late: ErasedRequest[] = [];
    for (const row of sql.requests.iterate(plan.openFrom - 1, ALL)) {
      const found = look(searchedOf(row));
      if (found !== null) late.push(found);
    }
    const own = sql.own.all({ pk }).map((seq) => ({ seq, receipt: null }));
    // Those of the person win: their receipts go whole.
    const requests = [...new Map([...plan.requests, ...late, ...own].map((one) => [one.seq, one])).values()];
    for (const request of requests) eraseRequest(request, at);
    items.blankOf(pk);
    // Worked on since the others were looked through.
    for (const { seq } of late) items.blankAll(seq);
    const contacts = plan.values.flatMap(({ pk: other, at: where }) => {
      const row = reader.byPk(other);
      if (row === undefined) return [];
      eraseValue(row, where, at);
      return [row.user_ns];
    });
    for (const id of plan.samples) sql.dropSample.run(id);
    for (const one of plan.elsewhere) others.erase(one, at);
    for (const address of plan.addresses) {
      sql.dropEndedOptOut.run(address);
      sql.hideOptOut.run(address);
      sql.dropConversation.run(address);
    }
    sql.dropImports.run();
    sql.dropMerges.run(pk, person.user_ns);
    counted.keep(pk, at);
    writer.delete(person);
    sql.begin.run(plan.replaceBackups ? 1 : 0);
    const newest = requests.map(({ seq }) => seq).sort((a, b) => b - a);
    return {
      deliveries: newest.slice(0, TOLD).flatMap((seq) => {
        const row = sql.delivery.get(seq);
        return row === undefined ? [] : [deliveryOf(row)];
      }),
      total: newest.length,
      contacts: [...new Set(contacts)],
    };
  });

  return {
    async person(userNs) {
      const row = reader.bySlot('userNs', userNs);
      if (row === undefined) return null;
      return {
        pk: row.pk,
        userNs: row.user_ns,
        label: row.label,
        crmContactId: row.crm_contact_id,
        phone: row.phone,
        phoneRaw: row.phone_raw,
        email: row.email,
        emailRaw: row.email_raw,
        firstName: row.first_name,
        lastName: row.last_name,
        name: row.name,
        pageScopedId: sql.pageScopedId.get(row.pk) ?? null,
        aliases: sql.aliases.all(row.pk),
        fields: reader.fields(row.pk).length,
        ...sql.around.get(row.pk)!,
        isOptedOut: sql.optedOut.get(row.pk) === 1,
      };
    },
    receiptsOf: async (pk, after) => sql.receipts.all(pk, after),
    itemReceiptsOf: async (pk, after) => sql.itemReceipts.all(pk, after),
    async requests(after) {
      const slice: SearchedRequest[] = [];
      let bytes = 0;
      for (const row of sql.requests.iterate(after, SLICE)) {
        slice.push(searchedOf(row));
        bytes += row.body?.byteLength ?? 0;
        if (bytes > SLICE_BYTES) break;
      }
      return slice;
    },
    openFrom: async () => sql.openFrom.get() ?? 1,
    values: async (after) => sql.contacts.all(after).map((row) => searchedContact(row, sql.fields.all(row.pk))),
    texts: async (source, after, self) => others.read(source, after, self),
    samples: async () => sql.samples.all(),
    configurations: async () => sql.configurations.all(),
    commit: async (pk, plan, look, at) => commit.immediate(pk, plan, look, at),
  };
}

type SearchedRow = Omit<SearchedRequest, 'headers' | 'isWaiting'> & { headers: string; outcome: string | null };

function searchedOf({ headers, outcome, ...row }: SearchedRow): SearchedRequest {
  return { ...row, headers: JSON.parse(headers), isWaiting: outcome === null };
}

type ValueRow = Pick<ContactRow, 'pk' | 'first_name' | 'last_name' | 'name' | 'crm_contact_id'>;

function searchedContact(row: ValueRow, fields: { field: number; text: string; original: string | null }[]) {
  const slots = [
    { slot: 'firstName' as const, text: row.first_name },
    { slot: 'lastName' as const, text: row.last_name },
    { slot: 'name' as const, text: row.name },
    { slot: 'crmContactId' as const, text: row.crm_contact_id },
  ];
  return {
    pk: row.pk,
    texts: [
      ...slots.flatMap(({ slot, text }) => (text === null ? [] : [{ at: { kind: 'slot' as const, slot }, text }])),
      ...fields.map(({ field, text, original }) => ({
        at: { kind: 'field' as const, pk: field },
        text: `${text}\n${original ?? ''}`,
      })),
    ],
  };
}

function prepare(database: Database) {
  return {
    receipts: database.prepare<[number, number], { seq: number; receipt: string }>(
      `SELECT p.seq, p.receipt FROM delivery d INDEXED BY delivery_by_contact CROSS JOIN delivery_receipt p ON p.seq = d.seq
       WHERE d.contact = ? AND d.seq > ? ORDER BY d.seq LIMIT ${SLICE}`,
    ),
    itemReceipts: database.prepare<[number, number], { place: number; receipt: string }>(
      `SELECT rowid AS place, receipt FROM delivery_item WHERE contact = ? AND rowid > ? ORDER BY rowid LIMIT ${SLICE}`,
    ),
    requests: database.prepare<[number, number], SearchedRow>(
      `SELECT d.seq, d.id, w.name AS webhookName, d.received_at AS receivedAt, d.contact, d.outcome, d.sentence,
         r.headers, r.query, r.content_type AS contentType, p.receipt, b.body
       FROM delivery d NOT INDEXED CROSS JOIN webhook w ON w.pk = d.webhook CROSS JOIN delivery_request r ON r.seq = d.seq
         LEFT JOIN delivery_receipt p ON p.seq = d.seq LEFT JOIN delivery_body b ON b.seq = d.seq
       WHERE d.seq > ? AND d.erased_at IS NULL ORDER BY d.seq LIMIT ?`,
    ),
    openFrom: database
      .prepare<[], number>(
        `SELECT coalesce((SELECT min(seq) FROM delivery INDEXED BY delivery_pending WHERE outcome IS NULL),
           (SELECT max(seq) + 1 FROM delivery))`,
      )
      .pluck(),
    contacts: database.prepare<[number], ValueRow>(
      `SELECT pk, first_name, last_name, name, crm_contact_id FROM contact WHERE pk > ? ORDER BY pk LIMIT ${SLICE}`,
    ),
    fields: database.prepare<[number], { field: number; text: string; original: string | null }>(
      'SELECT field, text, original FROM contact_field WHERE contact = ?',
    ),
    samples: database.prepare<[], { webhookId: string; text: string; deliveryId: string | null }>(
      `SELECT w.id AS webhookId, s.text, s.delivery_id AS deliveryId FROM webhook_sample s JOIN webhook w ON w.pk = s.webhook`,
    ),
    configurations: database
      .prepare<[], string>(
        `SELECT config FROM webhook_version UNION ALL SELECT config FROM flow_version
         UNION ALL SELECT json_object('name', name, 'conditions', json(conditions)) FROM segment`,
      )
      .pluck(),
    own: database
      .prepare<[{ pk: number }], number>(
        `SELECT seq FROM delivery WHERE contact = @pk AND erased_at IS NULL
         UNION SELECT d.seq FROM delivery_item i JOIN delivery d ON d.seq = i.seq WHERE i.contact = @pk AND d.erased_at IS NULL`,
      )
      .pluck(),
    open: database.prepare<[number], { webhook: number; received_at: number; replay_of: string | null }>(
      'SELECT webhook, received_at, replay_of FROM delivery WHERE seq = ? AND outcome IS NULL',
    ),
    mark: database.prepare<[number, string, number]>(
      'UPDATE delivery SET erased_at = ?, sentence = ? WHERE seq = ? AND erased_at IS NULL',
    ),
    close: database.prepare<[number, number]>(
      "UPDATE delivery SET outcome = 'refused', reason = 'erased', took_ms = max(0, ? - received_at) WHERE seq = ?",
    ),
    blankRequest: database.prepare<[number]>(
      "UPDATE delivery_request SET query = '', content_type = '', headers = '[]' WHERE seq = ?",
    ),
    dropReceipt: database.prepare<[number]>('DELETE FROM delivery_receipt WHERE seq = ?'),
    putReceipt: database.prepare<[string, number]>('UPDATE delivery_receipt SET receipt = ? WHERE seq = ?'),
    dropContentKey: database.prepare<[number]>("DELETE FROM delivery_key WHERE seq = ? AND key GLOB 'body:*'"),
    bodyLater: database.prepare<[number]>(
      'INSERT OR IGNORE INTO erased_body (seq) SELECT seq FROM delivery_body WHERE seq = ?',
    ),
    dropSampleOf: database.prepare<[number]>(
      'DELETE FROM webhook_sample WHERE delivery_id = (SELECT id FROM delivery WHERE seq = ?)',
    ),
    dropSample: database.prepare<[string]>(
      'DELETE FROM webhook_sample WHERE webhook = (SELECT pk FROM webhook WHERE id = ?)',
    ),
    dropConflict: database.prepare<[number]>('DELETE FROM conflict WHERE seq = ?'),
    pageScopedId: database.prepare<[number], string | null>('SELECT page_scoped_id FROM contact WHERE pk = ?').pluck(),
    aliases: database.prepare<[number], { slot: IdentitySlot; value: string; shown: string }>(
      'SELECT slot, value, shown FROM contact_alias WHERE contact = ?',
    ),
    around: database.prepare<[number], { messages: number; runs: number; merges: number }>(
      `SELECT (SELECT count(*) FROM message m WHERE m.contact = c.pk) AS messages,
         (SELECT count(*) FROM flow_run r WHERE r.contact = c.pk) AS runs,
         (SELECT count(*) FROM contact_merge g WHERE g.keep_user_ns = c.user_ns AND g.undone_at IS NULL) AS merges
       FROM contact c WHERE c.pk = ?`,
    ),
    optedOut: database
      .prepare<[number], number>(
        `SELECT EXISTS (SELECT 1 FROM opt_out o JOIN contact c ON lower(o.address) IN (c.phone, c.email, lower(c.page_scoped_id))
           WHERE c.pk = ?)`,
      )
      .pluck(),
    // One that stands from before an earlier erasure would otherwise give way to it.
    dropEndedOptOut: database.prepare<[string]>(
      `DELETE FROM opt_out AS o WHERE lower(address) = ? AND ended_at IS NOT NULL AND EXISTS (
         SELECT 1 FROM opt_out s WHERE s.channel = o.channel AND s.address = fingerprint(lower(o.address)) AND s.ended_at IS NULL)`,
    ),
    hideOptOut: database.prepare<[string]>(
      'UPDATE OR REPLACE opt_out SET address = fingerprint(address) WHERE lower(address) = ?',
    ),
    dropConversation: database.prepare<[string]>('DELETE FROM conversation WHERE lower(address) = ?'),
    // Undone or not: also those in which somebody who was merged into the person had been merged before.
    dropMerges: database.prepare<[number, string]>(
      `DELETE FROM contact_merge WHERE from_user_ns IN (
         SELECT value FROM contact_alias WHERE contact = ? AND slot = 'userNs' UNION ALL SELECT ?)`,
    ),
    // What they would put back may be of this person.
    dropImports: database.prepare('DELETE FROM contact_import'),
    dropField: database.prepare<[number, number]>('DELETE FROM contact_field WHERE contact = ? AND field = ?'),
    begin: database.prepare<[number]>(
      `INSERT INTO unfinished_erasure (id, is_wiped, replace_backups) VALUES (1, 0, ?)
       ON CONFLICT (id) DO UPDATE SET is_wiped = 0, replace_backups = max(replace_backups, excluded.replace_backups)`,
    ),
    delivery: database.prepare<[number], DeliveryRow>(
      `SELECT ${DELIVERY_COLUMNS} FROM delivery d ${WITH_NAMES} WHERE d.seq = ?`,
    ),
  };
}
