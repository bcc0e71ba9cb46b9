import type { Database } from 'better-sqlite3';
import type { Page } from '#shared/contract/common.ts';
import type { ConflictRule } from '#shared/contract/conflict.ts';
import { readConstellation } from '#shared/contract/constellation.ts';
import type { ContactReference } from '#shared/contract/contact-reference.ts';
import type { DecidedBefore } from '#shared/contract/known-contact.ts';
import type { ContactReader } from './contact-reader.ts';
import { cutPage, readCursor } from './cursor.ts';
import { KeptDeletions } from './kept-deletions.ts';
import { type Row, wholeRows } from './whole-rows.ts';

/** What was decided for good about conflicts of a webhook (its pk). */
export function decidedBeforeReader(database: Database): (webhook: number) => DecidedBefore {
  const get = database
    .prepare<[number, string], string>('SELECT user_ns FROM conflict_rule WHERE webhook = ? AND constellation = ?')
    .pluck();
  return (webhook) => (constellation) => get.get(webhook, constellation) ?? null;
}

export interface ConflictRules {
  decidedBefore(webhook: number): DecidedBefore;
  /** Takes the place of what was remembered about the same constellation. */
  put(rule: { webhook: number; constellation: string; userNs: string; at: number }): void;
  page(query: { before?: string | undefined; limit: number }): Page<ConflictRule>;
  /** Until `forgetDeleted` it can be put back. */
  delete(id: string, at: number): boolean;
  /** 'changed' where somebody in it is gone, or another decision has come in its place. */
  putBack(id: string): 'put-back' | 'changed' | 'not-found';
  forgetDeleted(until: number): void;
}

interface RuleRow {
  pk: number;
  id: string;
  webhook_id: string;
  webhook_name: string;
  constellation: string;
  user_ns: string;
  created_at: number;
}

/** As it lies in its table, with every column. */
interface StoredRule extends Row {
  webhook: number;
  constellation: string;
  user_ns: string;
}

export function conflictRules(
  database: Database,
  reader: ContactReader,
  newId: (prefix: string) => string,
): ConflictRules {
  const sql = {
    put: database.prepare<[string, number, string, string, number]>(
      `INSERT INTO conflict_rule (id, webhook, constellation, user_ns, created_at) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (webhook, constellation) DO UPDATE SET user_ns = excluded.user_ns, created_at = excluded.created_at`,
    ),
    page: database.prepare<[number, number], RuleRow>(
      `SELECT r.pk, r.id, w.id AS webhook_id, w.name AS webhook_name, r.constellation, r.user_ns, r.created_at
       FROM conflict_rule r CROSS JOIN webhook w ON w.pk = r.webhook WHERE r.pk < ? ORDER BY r.pk DESC LIMIT ?`,
    ),
    delete: database.prepare<[string]>('DELETE FROM conflict_rule WHERE id = ?'),
    webhook: database.prepare<[number], number>('SELECT 1 FROM webhook WHERE pk = ?').pluck(),
    same: database
      .prepare<[number, string], number>('SELECT 1 FROM conflict_rule WHERE webhook = ? AND constellation = ?')
      .pluck(),
  };
  const whole = wholeRows(database);
  const deleted = new KeptDeletions<StoredRule>();
  const isThere = (userNs: string) => reader.bySlot('userNs', userNs)?.user_ns === userNs;
  const putBack = database.transaction((rule: StoredRule) => {
    const { webhook, constellation, user_ns } = rule;
    const people = [user_ns, ...readConstellation(constellation).map(({ userNs }) => userNs)];
    const isFree = sql.webhook.get(webhook) === 1 && sql.same.get(webhook, constellation) === undefined;
    if (!isFree || !people.every(isThere)) return 'changed';
    whole.write('conflict_rule', [rule]);
    return 'put-back';
  });
  const today = (userNs: string): ContactReference | null => {
    const row = reader.bySlot('userNs', userNs);
    return row === undefined ? null : { userNs: row.user_ns, label: row.label };
  };

  return {
    decidedBefore: decidedBeforeReader(database),
    put({ webhook, constellation, userNs, at }) {
      sql.put.run(newId('crl'), webhook, constellation, userNs, at);
    },
    page({ before, limit }) {
      const { shown, nextCursor } = cutPage(sql.page.all(readCursor(before), limit + 1), limit, ({ pk }) => pk);
      const items = shown.map((row) => ({
        id: row.id,
        webhookId: row.webhook_id,
        webhookName: row.webhook_name,
        said: readConstellation(row.constellation).map(({ slot, value, userNs }) => ({
          slot,
          value,
          contact: today(userNs),
        })),
        contact: today(row.user_ns),
        createdAt: new Date(row.created_at).toISOString(),
      }));
      return { items, nextCursor };
    },
    delete(id, at) {
      const [rule] = whole.read('conflict_rule', 'id = @id', { id });
      if (rule === undefined) return false;
      sql.delete.run(id);
      deleted.keep(id, at, rule as StoredRule);
      return true;
    },
    putBack(id) {
      const rule = deleted.get(id);
      if (rule === undefined) return 'not-found';
      const result = putBack.immediate(rule);
      if (result === 'put-back') deleted.forget(id);
      return result;
    },
    forgetDeleted: (until) => void deleted.forgetUntil(until),
  };
}
