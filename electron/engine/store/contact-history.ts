import type { Database } from 'better-sqlite3';
import type { EarlierValue } from '#shared/contract/contact.ts';
import { FLOW_OF_VIA, IMPORT_OF_VIA, writtenBy } from './contact-row.ts';
import { clearingOf, ENDING_JOINS, ENDING_NAMES, type EndingRow } from './field-endings.ts';

interface PastRow extends EndingRow {
  key: string;
  text: string;
  original: string | null;
  delivery_id: string | null;
  via: string | null;
  webhook_name: string | null;
  flow_name: string | null;
  import_id: string | null;
  at: number;
  ended_at: number;
}

/** What the custom fields of a contact held before, of fields that still exist: written by triggers, the writer and merges. */
export function contactHistory(database: Database) {
  const past = database.prepare<[number], PastRow>(
    `SELECT f.key, p.text, p.original, p.delivery_id, p.via, w.name AS webhook_name, l.name AS flow_name, m.id AS import_id, p.at, p.ended_at,
       p.ended_by, p.ended_delivery_id, p.ended_via, ${ENDING_NAMES}
     FROM contact_field_past p JOIN field f ON f.pk = p.field
       LEFT JOIN delivery d ON d.id = p.delivery_id LEFT JOIN webhook w ON w.pk = d.webhook ${FLOW_OF_VIA('p.via')} ${IMPORT_OF_VIA('p.via')} ${ENDING_JOINS('p')}
     WHERE p.contact = ? ORDER BY p.pk DESC`,
  );
  return { of: (pk: number): EarlierValue[] => past.all(pk).map(earlierOf) };
}

function earlierOf(row: PastRow): EarlierValue {
  const { key, text, original, delivery_id, via, webhook_name, flow_name, import_id, at, ended_at, ended_by } = row;
  return {
    field: key,
    text,
    original,
    by: writtenBy(delivery_id, via),
    deliveryId: delivery_id,
    webhookName: webhook_name,
    flowName: flow_name,
    importId: import_id,
    at: new Date(at).toISOString(),
    endedAt: new Date(ended_at).toISOString(),
    endedBy: ended_by,
    clearedBy: clearingOf(row),
  };
}
