import type { Database } from 'better-sqlite3';
import type { NotedChange } from '#shared/contract/contact.ts';
import { changedBy, FLOW_OF_VIA, IMPORT_OF_VIA, SLOTS, type SlotColumns, slotsOf } from './contact-row.ts';
import { perDatabase } from './per-database.ts';

/** What changes a contact: without `request` and `via`, the owner's hand. */
export interface ChangeSource {
  at: number;
  request: { deliveryId: string } | null;
  /** 'flow:' with the pk of the flow, 'import:' with that of the import. */
  via?: `import:${number}` | 'import-undo' | 'merge' | 'unmerge' | 'erasure' | `flow:${number}` | undefined;
}

type Changed = Pick<NotedChange, 'what' | 'before' | 'after'>;

export interface ChangeRow extends Changed {
  delivery_id: string | null;
  via: string | null;
  webhook_name: string | null;
  flow_name: string | null;
  import_id: string | null;
  at: number;
}

export interface ContactChanges {
  /** Call inside a transaction, as with those below. */
  note(contact: number, changed: Changed, source: ChangeSource): void;
  /** The identifiers and names that are otherwise now. */
  noteSlots(contact: number, before: SlotColumns, after: SlotColumns, source: ChangeSource): void;
  /** Latest first. */
  of(contact: number): NotedChange[];
  rowsOf(contact: number): ChangeRow[];
  /** By their numbers, for `move`. */
  numbersOf(contact: number): number[];
  /** Gives those of one contact to another; of `numbers`, or all. */
  move(from: number, to: number, numbers?: readonly number[]): void;
}

/** What changed in the identifiers, names and tags of contacts. Custom fields have their earlier values instead. */
export const contactChanges = perDatabase(prepareChanges);

function prepareChanges(database: Database): ContactChanges {
  const insert = database.prepare(
    `INSERT INTO contact_change (contact, what, before, after, delivery_id, via, at)
     VALUES (@contact, @what, @before, @after, @delivery, @via, @at)`,
  );
  const rows = database.prepare<[number], ChangeRow>(
    `SELECT p.what, p.before, p.after, p.delivery_id, p.via, w.name AS webhook_name, l.name AS flow_name,
       m.id AS import_id, p.at
     FROM contact_change p INDEXED BY contact_change_by_contact
       LEFT JOIN delivery d ON d.id = p.delivery_id LEFT JOIN webhook w ON w.pk = d.webhook ${FLOW_OF_VIA('p.via')} ${IMPORT_OF_VIA('p.via')}
     WHERE p.contact = ? ORDER BY p.pk DESC`,
  );
  const numbers = database.prepare<[number], number>('SELECT pk FROM contact_change WHERE contact = ?').pluck();
  const moveAll = database.prepare<[number, number]>('UPDATE contact_change SET contact = ? WHERE contact = ?');
  const moveSome = database.prepare<[number, number, string]>(
    'UPDATE contact_change SET contact = ? WHERE contact = ? AND pk IN (SELECT value FROM json_each(?))',
  );

  const changes: ContactChanges = {
    note(contact, changed, { at, request, via }) {
      // What an erased person leaves in somebody else is not kept, only that it went (LG3).
      const told = via === 'erasure' ? { ...changed, before: null, after: null } : changed;
      insert.run({ contact, ...told, delivery: request?.deliveryId ?? null, via: via ?? null, at });
    },
    noteSlots(contact, before, after, source) {
      const [old, present] = [slotsOf(before), slotsOf(after)];
      for (const slot of SLOTS) {
        if (slot === 'userNs' || old[slot] === present[slot]) continue;
        changes.note(contact, { what: slot, before: old[slot], after: present[slot] }, source);
      }
    },
    of: (contact) => rows.all(contact).map(changeOf),
    rowsOf: (contact) => rows.all(contact),
    numbersOf: (contact) => numbers.all(contact),
    move(from, to, some) {
      if (some === undefined) moveAll.run(to, from);
      else moveSome.run(to, from, JSON.stringify(some));
    },
  };
  return changes;
}

function changeOf(row: ChangeRow): NotedChange {
  const { what, before, after, delivery_id: deliveryId, via, webhook_name, flow_name, import_id, at } = row;
  return {
    ...{ what, before, after, by: changedBy(deliveryId, via), deliveryId },
    ...{ webhookName: webhook_name, flowName: flow_name, importId: import_id, at: new Date(at).toISOString() },
  };
}
