import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What is on disk after everything has ended, read without any of the product's own code. */
export interface Stored {
  /** In order of arrival. */
  deliveries: StoredRow[];
  contacts: { email: string; requests: number; lastEvent: string | null }[];
  messages: StoredMessage[];
  /** What SQLite finds wrong with the file. */
  damage: string[];
}

export interface StoredRow {
  seq: number;
  id: string;
  body: string;
  outcome: string | null;
  /** What the receipt says of the field `Last event`; null where there is no receipt or the field is not in it. */
  lastEvent: { before: string | null; after: string | null } | null;
}

export interface StoredMessage {
  deliveryId: string | null;
  state: string;
  reason: string | null;
  sentence: string;
  text: string;
}

const DELIVERIES = `SELECT d.seq, d.id, d.outcome, CAST(b.body AS TEXT) AS body, r.receipt
  FROM delivery d LEFT JOIN delivery_body b ON b.seq = d.seq LEFT JOIN delivery_receipt r ON r.seq = d.seq ORDER BY d.seq`;
const CONTACTS = `SELECT c.email, c.requests, v.text AS lastEvent
  FROM contact c LEFT JOIN contact_field v ON v.contact = c.pk ORDER BY c.email`;
const MESSAGES = 'SELECT delivery_id AS deliveryId, state, reason, sentence, text FROM message ORDER BY pk';

export function readStored(dataDir: string): Stored {
  const database = new Database(join(dataDir, 'fieldhook.db'), { readonly: true });
  try {
    const rows = database
      .prepare<[], Omit<StoredRow, 'lastEvent'> & { receipt: string | null }>(DELIVERIES)
      .all()
      .map(({ receipt, ...row }) => ({ ...row, lastEvent: receipt === null ? null : lastEventIn(receipt) }));
    const check = (pragma: string) => database.prepare<[], unknown[]>(`PRAGMA ${pragma}`).raw().all().map(String);
    return {
      deliveries: rows,
      contacts: database.prepare<[], Stored['contacts'][number]>(CONTACTS).all(),
      messages: database.prepare<[], StoredMessage>(MESSAGES).all(),
      damage: [...check('integrity_check').filter((line) => line !== 'ok'), ...check('foreign_key_check')],
    };
  } finally {
    database.close();
  }
}

function lastEventIn(receipt: string): StoredRow['lastEvent'] {
  type Value = { text: string } | null;
  const { fields }: { fields: { name: string; before: Value; after: Value }[] } = JSON.parse(receipt);
  const found = fields.find(({ name }) => name === 'Last event');
  return found === undefined ? null : { before: found.before?.text ?? null, after: found.after?.text ?? null };
}
