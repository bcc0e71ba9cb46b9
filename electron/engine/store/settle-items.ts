import type { Database } from 'better-sqlite3';
import type { ContactFinder, DecidedBefore } from '#shared/contract/known-contact.ts';
import type { Outcome } from '#shared/contract/outcome.ts';
import type { ItemOutcomes, Receipt } from '#shared/contract/receipt.ts';
import type { conflictOpener } from './conflict-open.ts';
import type { ContactRow } from './contact-row.ts';
import { isMachineFault } from './machine-fault.ts';
import type { ItemsSettlement, SettledDelivery, SettledItems, Settlement, SettleWork } from './port/work-store.ts';
import type { OpenRow } from './settle.ts';

/** Writes what is to be written to a contact, starts the flow, and completes the receipt. */
export type WriteOne = (
  row: OpenRow,
  settlement: Settlement,
  at: number,
) => Pick<SettledDelivery, 'run' | 'flowFault' | 'reported'> & { receipt: Receipt; contact: ContactRow | null };

interface Steps {
  writeOne: WriteOne;
  openConflict: ReturnType<typeof conflictOpener>;
}

type AppliedItem = ReturnType<WriteOne> & { conflictId: string | null };

/** What came of the items, and the receipt of the whole. `contacts` are those whom the request had not been about, each once. */
type Applied = Omit<SettledItems, 'contacts'> &
  Pick<SettledDelivery, 'reported'> & { receipt: Receipt; contacts: ContactRow[] };

interface Settling {
  work: SettleWork;
  decided: DecidedBefore;
  at: number;
}

/**
 * The items of a request (RC3), each a savepoint inside that of its request: what goes wrong in one settles that one as failed (PR3), what
 * goes wrong in the whole undoes them all (PR1). One that waited for the owner (ID10) is worked on again without the others.
 */
export function itemsSettler(database: Database, find: ContactFinder, { writeOne, openConflict }: Steps) {
  const put = database.prepare<[number, number, string, number | null, string]>(
    `INSERT INTO delivery_item (seq, position, outcome, contact, receipt) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (seq, position) DO UPDATE SET outcome = excluded.outcome, contact = excluded.contact, receipt = excluded.receipt`,
  );
  const count = database.prepare<[number], { outcome: Outcome; items: number }>(
    'SELECT outcome, count(*) AS items FROM delivery_item WHERE seq = ? GROUP BY outcome',
  );
  const isOfAnother = database
    .prepare<[number, number, number], number>(
      'SELECT EXISTS (SELECT 1 FROM delivery_item WHERE seq = ? AND contact = ? AND position <> ?)',
    )
    .pluck();

  const apply = (row: OpenRow, index: number, settlement: Settlement, at: number): AppliedItem => {
    const written = writeOne(row, settlement, at);
    const { receipt, contact } = written;
    put.run(row.seq, index + 1, receipt.outcome, contact?.pk ?? null, JSON.stringify(receipt));
    return { ...written, conflictId: openConflict(row.seq, index + 1, receipt, at) };
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

  const settleAll = (row: OpenRow, items: ItemsSettlement, settling: Settling): Applied => {
    const outcomes: ItemOutcomes = {};
    const contacts = new Map<number, ContactRow>();
    const conflicts: string[] = [];
    const runs: SettledItems['runs'] = [];
    const reported: SettledDelivery['reported'] = [];
    for (let index = 0; index < items.count; index += 1) {
      const { receipt, contact, conflictId, ...news } = settle(row, items, index, settling);
      outcomes[receipt.outcome] = (outcomes[receipt.outcome] ?? 0) + 1;
      if (contact !== null) contacts.set(contact.pk, contact);
      if (conflictId !== null) conflicts.push(conflictId);
      if (news.run !== null) runs.push(news);
      reported.push(...news.reported);
    }
    return { receipt: items.conclude(outcomes), contacts: [...contacts.values()], conflicts, runs, reported };
  };

  const settleOnly = (row: OpenRow, items: ItemsSettlement, position: number, settling: Settling): Applied => {
    const { contact, conflictId, run, flowFault, reported } = settle(row, items, position - 1, settling);
    const outcomes = Object.fromEntries(count.all(row.seq).map(({ outcome, items: many }) => [outcome, many]));
    const isNew = contact !== null && isOfAnother.get(row.seq, contact.pk, position) === 0;
    return {
      receipt: items.conclude(outcomes),
      contacts: isNew ? [contact] : [],
      conflicts: conflictId === null ? [] : [conflictId],
      runs: run === null ? [] : [{ run, flowFault }],
      reported,
    };
  };

  return (row: OpenRow, items: ItemsSettlement, settling: Settling) =>
    items.only === undefined ? settleAll(row, items, settling) : settleOnly(row, items, items.only, settling);
}
