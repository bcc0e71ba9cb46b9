import type { Database } from 'better-sqlite3';
import type { Identifier } from '#shared/contract/contact.ts';
import type { Receipt } from '#shared/contract/receipt.ts';

/**
 * Stores that a settled request, or one item of it (its position; 0 where the request is one), waits for the owner (ID10). Gives the id of the
 * conflict; null for every other outcome.
 */
export function conflictOpener(database: Database, newId: (prefix: string) => string) {
  const insert = database.prepare<[string, number, number, number]>(
    'INSERT INTO conflict (id, seq, item, created_at) VALUES (?, ?, ?, ?)',
  );
  const insertCandidate = database.prepare<[number, number, string, string, string]>(
    'INSERT INTO conflict_candidate (conflict, place, user_ns, label, said) VALUES (?, ?, ?, ?, ?)',
  );
  return (seq: number, item: number, { outcome, identification }: Receipt, at: number): string | null => {
    if (outcome !== 'conflict' || identification === null) return null;
    const id = newId('cfl');
    const { lastInsertRowid } = insert.run(id, seq, item, at);
    for (const [place, { contact, slots }] of identification.candidates.entries()) {
      const said: Identifier[] = slots.map((slot) => ({ slot, value: identification.readings[slot].value ?? '' }));
      insertCandidate.run(Number(lastInsertRowid), place, contact.userNs, contact.label, JSON.stringify(said));
    }
    return id;
  };
}
