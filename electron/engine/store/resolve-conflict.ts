import type { Database } from 'better-sqlite3';
import type { Resolution } from '#shared/contract/conflict.ts';
import { constellationOf } from '#shared/contract/constellation.ts';
import { assertNever } from '#shared/errors.ts';
import { type ConflictRow, conflictReceipts, conflictsBy } from './conflict-row.ts';
import type { ConflictRules } from './conflict-rules.ts';
import { type ContactMerger, NOTHING_TAKEN } from './contact-merge.ts';
import type { ContactReader } from './contact-reader.ts';
import type { ContactRow } from './contact-row.ts';
import { deliveryHours } from './delivery-hours.ts';
import type { KeptDeletions } from './kept-deletions.ts';
import type { MissedReports } from './missed-reports.ts';
import type { DecisionStore } from './port/conflict-store.ts';
import type { Settlement } from './port/work-store.ts';
import { settler } from './settle.ts';
import type { decisionUndoer, KeptDecision, ReplacedRule } from './undo-decision.ts';

interface Parts {
  reader: ContactReader;
  merger: ContactMerger;
  rules: ConflictRules;
  undoer: ReturnType<typeof decisionUndoer>;
  /** Decisions that can be undone, by the ids of their conflicts. */
  kept: KeptDeletions<KeptDecision>;
  missed: MissedReports;
}

/** Whom the request is about (null: somebody new) and who is to be merged into them first. */
type Plan = { about: ContactRow | null; mergeIn: ContactRow[] } | 'no-candidate' | 'gone';

/**
 * A decision is one transaction: the merges, the work on the request, the rule and the end of the conflict are there together or not at
 * all. It starts from a conflict that is still open, so its effects happen once.
 */
export function resolver(
  database: Database,
  newId: (prefix: string) => string,
  { reader, merger, rules, undoer, kept, missed }: Parts,
) {
  const settle = settler(database, newId, missed);
  const hours = deliveryHours(database);
  const receiptOf = conflictReceipts(database);
  const sql = prepare(database);

  const planOf = (conflict: ConflictRow, resolution: Resolution): Plan => {
    if (resolution.choice === 'new') return { about: null, mergeIn: [] };
    const chosen = resolution.choice === 'pick' ? resolution.userNs : resolution.keep;
    const named = sql.candidates.all(conflict.pk).map((userNs) => ({ userNs, row: reader.bySlot('userNs', userNs) }));
    const isNamed = named.some(({ userNs, row }) => userNs === chosen || row?.user_ns === chosen);
    if (!isNamed) return 'no-candidate';
    const about = reader.bySlot('userNs', chosen);
    if (about === undefined) return 'gone';
    const others = new Map(
      named.flatMap(({ row }) => (row === undefined || row.pk === about.pk ? [] : [[row.pk, row]])),
    );
    switch (resolution.choice) {
      case 'pick':
        return { about, mergeIn: [] };
      case 'merge':
        return others.size === 0 ? 'gone' : { about, mergeIn: [...others.values()] };
      default:
        return assertNever(resolution);
    }
  };

  const reopen = ({ seq, webhook, received_at, replay_of }: ConflictRow) => {
    sql.dropReceipt.run(seq);
    sql.reopen.run(seq);
    // A replay was never counted.
    if (replay_of === null) hours.reopened(webhook, received_at);
  };

  /** Where the request names only one person any more, there is nothing to be decided next time. */
  const remember = (conflict: ConflictRow, userNs: string, at: number): ReplacedRule | null => {
    const identification = receiptOf(conflict)?.identification ?? null;
    if (identification === null || identification.candidates.length < 2) return null;
    const { candidates, readings } = identification;
    const { webhook } = conflict;
    const constellation = constellationOf(candidates, (slot) => readings[slot].value);
    const replaced = undoer.rule(webhook, constellation);
    rules.put({ webhook, constellation, userNs, at });
    return replaced;
  };

  const resolve = database.transaction((...[id, resolution, decide, at]: Parameters<DecisionStore['resolve']>) => {
    const conflict = sql.get.get(id);
    if (conflict === undefined) return 'not-found';
    if (conflict.decided_at !== null) return 'decided';
    const plan = planOf(conflict, resolution);
    if (typeof plan === 'string') return plan;
    const { about, mergeIn } = plan;
    const before = undoer.read(conflict, about);
    for (const from of mergeIn) {
      // Each merge changes the kept contact: the next one starts from what it is now.
      merger.merge(reader.byPk(about!.pk)!, from, { take: NOTHING_TAKEN, at, conflictId: id });
    }

    reopen(conflict);
    let isInbound = false;
    const noted = (settlement: Settlement): Settlement => {
      isInbound ||= settlement.inbound !== undefined;
      return settlement;
    };
    const [settled] = settle(
      [
        {
          seq: conflict.seq,
          decide(people) {
            const settlement = decide({ userNs: about?.user_ns ?? null }, people);
            if (!('count' in settlement)) return noted(settlement);
            return { ...settlement, decideItem: (...asked) => noted(settlement.decideItem(...asked)) };
          },
          onFault: (error) => {
            throw error;
          },
        },
      ],
      at,
    );
    const person = sql.get.get(id)?.contact_user_ns ?? null;
    if (settled === undefined || person === null) throw new Error('The request was not worked on.');
    sql.close.run(at, resolution.choice, conflict.pk);
    const rule = resolution.remember ? remember(conflict, person, at) : null;
    const contacts = [person, ...mergeIn.map(({ user_ns }) => user_ns)];
    const { delivery, items } = settled;
    const run = items === undefined ? settled.run : (items.runs[0]?.run ?? null);
    // A merge has an undoing of its own; what a provider told by the request stays known.
    const isUndoable = resolution.choice !== 'merge' && !isInbound;
    const undo = isUndoable ? { ...undoer.keep(before, conflict, person, run?.id ?? null), rule } : null;
    return { resolved: { delivery, contacts, run }, undo };
  });
  return (...asked: Parameters<DecisionStore['resolve']>): Awaited<ReturnType<DecisionStore['resolve']>> => {
    const done = resolve.immediate(...asked);
    if (typeof done === 'string') return done;
    const [id, , , at] = asked;
    if (done.undo !== null) kept.keep(id, at, done.undo);
    return done.resolved;
  };
}

function prepare(database: Database) {
  return {
    get: database.prepare<[string], ConflictRow>(`${conflictsBy('')} WHERE k.id = ?`),
    candidates: database
      .prepare<[number], string>('SELECT user_ns FROM conflict_candidate WHERE conflict = ? ORDER BY place')
      .pluck(),
    dropReceipt: database.prepare<[number]>('DELETE FROM delivery_receipt WHERE seq = ?'),
    reopen: database.prepare<[number]>(
      `UPDATE delivery SET outcome = NULL, reason = NULL, sentence = '' WHERE seq = ?`,
    ),
    close: database.prepare<[number, string, number]>('UPDATE conflict SET decided_at = ?, choice = ? WHERE pk = ?'),
  };
}
