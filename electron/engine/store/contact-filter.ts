import { setImmediate } from 'node:timers/promises';
import type { Database, Statement } from 'better-sqlite3';
import type { SegmentCondition } from '#shared/contract/segment.ts';
import { assertNever } from '#shared/errors.ts';

/** Contacts judged in one go, a few ms; between two slices requests are served. */
const SLICE = 2000;
const DAY_MS = 86_400_000;

/** Judges contacts by their pks: the ones that fulfil all conditions, in the order given. */
export function contactFilter(
  database: Database,
  conditions: readonly SegmentCondition[],
  now: number,
): (pks: readonly number[]) => Promise<number[]> {
  const values: (string | number)[] = [];
  const tests = conditions.map((condition) => {
    const { sql, bound } = testOf(condition, now);
    values.push(...bound);
    return `(${sql})`;
  });
  const judge: Statement<unknown[], number> = database
    .prepare<unknown[], number>(
      `SELECT c.pk FROM json_each(?) asked CROSS JOIN contact c ON c.pk = asked.value
       WHERE ${['1', ...tests].join(' AND ')} ORDER BY asked.key`,
    )
    .pluck();
  return async (pks) => {
    const found: number[] = [];
    for (let at = 0; at < pks.length; at += SLICE) {
      if (at > 0) await setImmediate();
      found.push(...judge.all(JSON.stringify(pks.slice(at, at + SLICE)), ...values));
    }
    return found;
  };
}

const VALUE = 'SELECT 1 FROM contact_field v JOIN field f ON f.pk = v.field WHERE v.contact = c.pk AND f.key = ?';

/** What is written in a condition is only ever bound, never part of the statement. */
function testOf(condition: SegmentCondition, now: number): { sql: string; bound: (string | number)[] } {
  switch (condition.of) {
    case 'field':
      switch (condition.is) {
        case 'filled':
          return { sql: `EXISTS (${VALUE})`, bound: [condition.field] };
        case 'blank':
          return { sql: `NOT EXISTS (${VALUE})`, bound: [condition.field] };
        case 'equals':
          return { sql: `EXISTS (${VALUE} AND v.text = ? COLLATE NOCASE)`, bound: [condition.field, condition.text] };
        case 'contains':
          return {
            sql: `EXISTS (${VALUE} AND instr(lower(v.text), lower(?)) > 0)`,
            bound: [condition.field, condition.text],
          };
        default:
          return assertNever(condition);
      }
    case 'tag': {
      const has = 'EXISTS (SELECT 1 FROM contact_tag t WHERE t.contact = c.pk AND t.tag = ?)';
      return { sql: condition.is === 'has' ? has : `NOT ${has}`, bound: [condition.tag] };
    }
    case 'activity': {
      const since = 'coalesce(c.last_request_at, 0) >= ?';
      const bound = [now - condition.days * DAY_MS];
      return { sql: condition.is === 'within' ? since : `NOT (${since})`, bound };
    }
    default:
      return assertNever(condition);
  }
}
