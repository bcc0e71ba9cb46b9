import type { Database } from 'better-sqlite3';
import { perDatabase } from './per-database.ts';

/** Numbers of what belonged to a contact when it was merged. */
export interface FlowsOfContact {
  runs: number[];
  messages: number[];
}

export interface MergedFlows {
  of(contact: number): FlowsOfContact;
  /** All of them. Call inside a transaction, as with `giveBack`. */
  move(from: number, to: number): void;
  /** Those of a merge that is undone, with the messages that its ways through flows have made since. */
  giveBack(from: number, to: number, flows: FlowsOfContact): void;
}

/**
 * What flows are doing for a person goes on for whom they have become, and comes back with them when the merge is undone: nobody else is
 * written to in their place.
 */
export const mergedFlows = perDatabase(prepare);

function prepare(database: Database): MergedFlows {
  const numbers = (table: 'flow_run' | 'message') =>
    database.prepare<[number], number>(`SELECT pk FROM ${table} WHERE contact = ? ORDER BY pk`).pluck();
  const [runs, messages] = [numbers('flow_run'), numbers('message')];
  const moveRuns = database.prepare<[number, number]>('UPDATE flow_run SET contact = ? WHERE contact = ?');
  const moveMessages = database.prepare<[number, number]>('UPDATE message SET contact = ? WHERE contact = ?');
  const returnRuns = database.prepare<[number, number, string]>(
    'UPDATE flow_run SET contact = ? WHERE contact = ? AND pk IN (SELECT value FROM json_each(?))',
  );
  const returnMessages = database.prepare<[number, number, string, string]>(
    `UPDATE message SET contact = ?
     WHERE contact = ? AND (pk IN (SELECT value FROM json_each(?)) OR run IN (SELECT value FROM json_each(?)))`,
  );
  return {
    of: (contact) => ({ runs: runs.all(contact), messages: messages.all(contact) }),
    move(from, to) {
      moveRuns.run(to, from);
      moveMessages.run(to, from);
    },
    giveBack(from, to, flows) {
      const [ofRuns, ofMessages] = [JSON.stringify(flows.runs), JSON.stringify(flows.messages)];
      returnRuns.run(to, from, ofRuns);
      returnMessages.run(to, from, ofMessages, ofRuns);
    },
  };
}
