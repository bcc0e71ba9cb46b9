import type { Database } from 'better-sqlite3';
import type { DecidedBefore } from '#shared/contract/known-contact.ts';
import type { ItemOutcomes, Receipt } from '#shared/contract/receipt.ts';
import type { ContactRow } from './contact-row.ts';
import { isMachineFault } from './machine-fault.ts';
import type { OpenRow } from './settle.ts';
import type { ContactFinder, ItemsSettlement, SettledDelivery, SettledItems, Settlement, SettleWork } from './store.ts';

/** Writes what is to be written to a contact, starts the flow, and completes the receipt. */
export type WriteOne = (
  row: OpenRow,
  settlement: Settlement,
  at: number,
) => Pick<SettledDelivery, 'run' | 'flowFault'> & { receipt: Receipt; contact: ContactRow | null };

interface Settling {
  work: SettleWork;
  decided: DecidedBefore;
  at: number;
}

/**
 * The items of a request (RC3), each a savepoint inside that of its request: what goes wrong in one settles that one as failed (PR3), what
 * goes wrong in the whole undoes them all (PR1). Answers the receipt of the whole, the contacts, each once, and the flows that started.
 */
export function itemsSettler(database: Database, find: ContactFinder, writeOne: WriteOne) {
  const insert = database.prepare<[number, number, string, number | null, string]>(
    'INSERT INTO delivery_item (seq, position, outcome, contact, receipt) VALUES (?, ?, ?, ?, ?)',
  );

  const apply = (row: OpenRow, index: number, settlement: Settlement, at: number): ReturnType<WriteOne> => {
    const written = writeOne(row, settlement, at);
    const { receipt, contact } = written;
    insert.run(row.seq, index + 1, receipt.outcome, contact?.pk ?? null, JSON.stringify(receipt));
    return written;
  };
  const decideAndApply = database.transaction(
    (row: OpenRow, items: ItemsSettlement, index: number, { decided, at }: Settling) =>
      apply(row, index, items.decideItem(index, find, decided), at),
  );
  const settle = (row: OpenRow, items: ItemsSettlement, index: number, settling: Settling) => {
    try {
      return decideAndApply(row, items, index, settling);
    } catch (error) {
      if (isMachineFault(error)) throw error;
      const failed = { ...settling.work.onFault(error), write: null, flow: null };
      return apply(row, index, failed, settling.at);
    }
  };

  return (row: OpenRow, items: ItemsSettlement, settling: Settling) => {
    const outcomes: ItemOutcomes = {};
    const contacts = new Map<number, ContactRow>();
    const runs: SettledItems['runs'] = [];
    for (let index = 0; index < items.count; index += 1) {
      const { receipt, contact, ...news } = settle(row, items, index, settling);
      outcomes[receipt.outcome] = (outcomes[receipt.outcome] ?? 0) + 1;
      if (contact !== null) contacts.set(contact.pk, contact);
      if (news.run !== null) runs.push(news);
    }
    return { receipt: items.conclude(outcomes), contacts: [...contacts.values()], runs };
  };
}
