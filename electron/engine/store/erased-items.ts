import type { Database } from 'better-sqlite3';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';

/** What stays of an item when its person is erased (LG3): how it ended, so that the counts of its request stay true. */
const BLANK = `json_object('outcome', outcome, 'reason', 'erased', 'sentence', '${ERASED_SENTENCE}', 'next', '', 'identification', NULL,
  'profile', NULL, 'contact', NULL, 'contactChanges', json_array(), 'fields', json_array(), 'messages', json_array())`;

/** Erasing in the items of requests (RC3). Call inside the transaction. */
export function erasedItems(database: Database) {
  const own = database.prepare<[number]>(`UPDATE delivery_item SET receipt = ${BLANK} WHERE contact = ?`);
  const all = database.prepare<[number]>(`UPDATE delivery_item SET receipt = ${BLANK} WHERE seq = ?`);
  const one = database.prepare<[string | null, number]>(
    `UPDATE delivery_item SET receipt = coalesce(?, ${BLANK}) WHERE rowid = ?`,
  );
  return {
    /** The items that are about the contact. */
    blankOf: (contact: number) => void own.run(contact),
    /** Every item of a request that could not be looked through one by one. */
    blankAll: (seq: number) => void all.run(seq),
    /** An item of somebody else; `instead` is what stays of its receipt, null where nothing does. */
    forget: (place: number, instead: string | null) => void one.run(instead, place),
  };
}
