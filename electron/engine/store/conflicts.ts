import type { Database } from 'better-sqlite3';
import { type Conflict, type ConflictDetail, type ConflictQuery, MOST_OPEN } from '#shared/contract/conflict.ts';
import type { ContactReference } from '#shared/contract/contact-reference.ts';
import { PUT_BACK_MINUTES } from '#shared/contract/webhook.ts';
import { AppError } from '#shared/errors.ts';
import { type CandidateRow, type ConflictRow, conflictOf, conflictReceipts, conflictsBy } from './conflict-row.ts';
import { conflictRules } from './conflict-rules.ts';
import { contactMerger } from './contact-merge.ts';
import { contactReader } from './contact-reader.ts';
import { type ContactRow, contactOf } from './contact-row.ts';
import { contactWriter } from './contact-write.ts';
import { KeptDeletions } from './kept-deletions.ts';
import type { MissedReports } from './missed-reports.ts';
import type { ConflictStore } from './port/conflict-store.ts';
import { resolver } from './resolve-conflict.ts';
import type { LocalStore } from './store.ts';
import { decisionUndoer, type KeptDecision } from './undo-decision.ts';

type Status = 'open' | 'decided';

const OVER = `A decision can be undone for ${PUT_BACK_MINUTES} minutes, as long as Fieldhook runs. That is over.`;

export function conflictStore(
  database: Database,
  newId: (prefix: string) => string,
  missed: MissedReports,
): LocalStore['conflicts'] {
  const reader = contactReader(database);
  const merger = contactMerger(database, reader, newId);
  const rules = conflictRules(database, reader, newId);
  const sql = prepare(database);
  const receiptOf = conflictReceipts(database);
  const undoer = decisionUndoer(database, reader, contactWriter(database, newId));
  const kept = new KeptDeletions<KeptDecision>();
  const resolve = resolver(database, newId, { reader, merger, rules, undoer, kept, missed });
  const undo = database.transaction((id: string): Awaited<ReturnType<ConflictStore['undo']>> => {
    const row = sql.get.get(id);
    if (row === undefined) return 'not-found';
    const decision = kept.get(id);
    return decision === undefined ? { refused: null } : undoer.undo(decision);
  });

  const undoOf = (id: string): ConflictDetail['undo'] => {
    const [decision, at] = [kept.get(id), kept.keptAt(id)];
    if (decision === undefined || at === undefined) return { until: null, sentence: OVER };
    const refused = undoer.refusal(decision);
    if (refused !== null) return { until: null, sentence: `It cannot be undone: ${refused}` };
    return { until: new Date(at + PUT_BACK_MINUTES * 60_000).toISOString(), sentence: '' };
  };

  const today = (userNs: string): ContactReference | null => {
    const row = reader.bySlot('userNs', userNs);
    return row === undefined ? null : { userNs: row.user_ns, label: row.label };
  };
  const listed = (row: ConflictRow): Conflict => conflictOf(row, sql.candidates.all(row.pk), today);

  const page: ConflictStore['page'] = async ({ status, before, limit }) => {
    const start = readPlace(before, status);
    const rows: { status: Status; row: ConflictRow }[] = [];
    for (const part of partsFrom(start.status, status)) {
      const below = part === start.status ? start.below : Number.MAX_SAFE_INTEGER;
      const found = sql[part].all(below, limit + 1 - rows.length);
      rows.push(...found.map((row) => ({ status: part, row })));
    }
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const nextCursor = rows.length > limit && last !== undefined ? `${last.status}-${last.row.pk}` : null;
    return { items: shown.map(({ row }) => listed(row)), nextCursor, open: sql.countOpen.get() ?? 0 };
  };

  return {
    page,
    async get(id) {
      const row = sql.get.get(id);
      if (row === undefined) return null;
      const conflict = listed(row);
      const present = new Map<number, ContactRow>();
      for (const { userNs } of conflict.candidates) {
        const person = reader.bySlot('userNs', userNs);
        if (person !== undefined) present.set(person.pk, person);
      }
      return {
        ...conflict,
        people: [...present.values()].map((person) => contactOf(person, reader.fields(person.pk))),
        receipt: receiptOf(row),
        merges: merger.byConflict(id),
        undo: conflict.decidedAt === null || conflict.choice === 'merge' ? null : undoOf(id),
      };
    },
    rules: async (query) => rules.page(query),
    deleteRule: async (id, at) => rules.delete(id, at),
    putRuleBack: async (id) => rules.putBack(id),
    resolve: async (...asked) => resolve(...asked),
    async undo(id) {
      const result = undo.immediate(id);
      if (typeof result === 'object' && 'delivery' in result) kept.forget(id);
      return result;
    },
    async forgetDecided(until) {
      kept.forgetUntil(until);
      rules.forgetDeleted(until);
    },
    decidedBefore: (webhookId) => rules.decidedBefore(sql.webhook.get(webhookId) ?? 0),
  };
}

/** Open ones come first; a list of one kind has no other part. */
function partsFrom(first: Status, only: Status | undefined): readonly Status[] {
  return only === undefined && first === 'open' ? ['open', 'decided'] : [first];
}

/** A page starts below a row of one of the two parts. */
function readPlace(before: string | undefined, only: ConflictQuery['status']): { status: Status; below: number } {
  if (before === undefined) return { status: only ?? 'open', below: Number.MAX_SAFE_INTEGER };
  const [, status, below] = /^(open|decided)-([1-9]\d{0,14})$/.exec(before) ?? [];
  if (status === undefined || (only !== undefined && status !== only)) {
    throw new AppError('INVALID_INPUT', undefined, [
      { pointer: '/before', message: 'This is not a page of this list.' },
    ]);
  }
  return { status: status as Status, below: Number(below) };
}

function prepare(database: Database) {
  return {
    open: database.prepare<[number, number], ConflictRow>(
      `${conflictsBy('INDEXED BY conflict_open')} WHERE k.decided_at IS NULL AND k.pk < ? ORDER BY k.pk DESC LIMIT ?`,
    ),
    decided: database.prepare<[number, number], ConflictRow>(
      `${conflictsBy('INDEXED BY conflict_decided')} WHERE k.decided_at IS NOT NULL AND k.pk < ? ORDER BY k.pk DESC LIMIT ?`,
    ),
    get: database.prepare<[string], ConflictRow>(`${conflictsBy('')} WHERE k.id = ?`),
    countOpen: database
      .prepare<[], number>(
        `SELECT count(*) FROM (
           SELECT 1 FROM conflict k INDEXED BY conflict_open CROSS JOIN delivery d ON d.seq = k.seq
             CROSS JOIN webhook w ON w.pk = d.webhook
           WHERE k.decided_at IS NULL LIMIT ${MOST_OPEN})`,
      )
      .pluck(),
    candidates: database.prepare<[number], CandidateRow>(
      'SELECT user_ns, label, said FROM conflict_candidate WHERE conflict = ? ORDER BY place',
    ),
    webhook: database.prepare<[string], number>('SELECT pk FROM webhook WHERE id = ?').pluck(),
  };
}
