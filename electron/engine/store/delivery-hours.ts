import type { Database } from 'better-sqlite3';
import type { Outcome } from '#shared/contract/outcome.ts';
import { assertNever } from '#shared/errors.ts';
import { perDatabase } from './per-database.ts';

export const HOUR_MS = 3_600_000;

/** Hours since 1970. */
export function hourOf(at: number): number {
  return Math.floor(at / HOUR_MS);
}

/** Whether the owner should look at it: the sparkline marks these. */
export function isProblem(outcome: Outcome | null): boolean {
  switch (outcome) {
    case null:
    case 'processed':
    case 'duplicate':
    case 'sample':
      return false;
    case 'unidentified':
    case 'stopped':
    case 'conflict':
    case 'unparsed':
    case 'refused':
    case 'failed':
      return true;
    default:
      return assertNever(outcome);
  }
}

/** A stored request, as far as the counters are concerned; `webhook` is its pk. */
export interface Arrival {
  webhook: number;
  receivedAt: number;
  seq: number;
  outcome: Outcome | null;
}

export interface DeliveryHours {
  /** Counts requests that arrived, each with the seq under which it is stored. */
  count(arrivals: readonly Arrival[]): void;
  /** Finds its seq from its time, and counts nothing: a replay is not a request that arrived. */
  replayed(webhook: number, receivedAt: number, seq: number): void;
  /** Counts the outcome of a request that had none. */
  settled(webhook: number, receivedAt: number, outcome: Outcome): void;
  /** Takes back a problem: the request was released and has no outcome again. */
  reopened(webhook: number, receivedAt: number): void;
  /**
   * The seqs between which every request received in [since, until) lies; null when there is none. Times follow the computer's clock,
   * which may jump, so requests of other times may lie between them too.
   */
  seqsBetween(since: number, until: number): { first: number; last: number } | null;
}

/** Kept counters of requests per webhook and hour, and of outcomes per hour where a request arrives with one; those given later are counted by triggers. */
export const deliveryHours = perDatabase(prepareHours);

function prepareHours(database: Database): DeliveryHours {
  const add = database.prepare<[number, number, number, number, number, number]>(
    `INSERT INTO delivery_hour (webhook, hour, requests, problems, first_seq, last_seq) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (hour, webhook) DO UPDATE SET
       requests = requests + excluded.requests, problems = problems + excluded.problems,
       first_seq = min(first_seq, excluded.first_seq), last_seq = max(last_seq, excluded.last_seq)`,
  );
  const addProblem = database.prepare<[number, number]>(
    'UPDATE delivery_hour SET problems = problems + 1 WHERE hour = ? AND webhook = ?',
  );
  const dropProblem = database.prepare<[number, number]>(
    'UPDATE delivery_hour SET problems = problems - 1 WHERE hour = ? AND webhook = ?',
  );
  const seqs = database.prepare<[number, number], { first: number | null; last: number | null }>(
    'SELECT min(first_seq) AS first, max(last_seq) AS last FROM delivery_hour WHERE hour BETWEEN ? AND ?',
  );
  const addOutcome = database.prepare<[number, Outcome, number]>(
    `INSERT INTO outcome_hour (hour, outcome, requests) VALUES (?, ?, ?)
     ON CONFLICT (hour, outcome) DO UPDATE SET requests = requests + excluded.requests`,
  );
  return {
    count(arrivals) {
      const groups = Map.groupBy(arrivals, ({ webhook, receivedAt }) => `${webhook} ${hourOf(receivedAt)}`);
      for (const group of groups.values()) {
        const { webhook, receivedAt } = group[0]!;
        const hour = hourOf(receivedAt);
        const under = group.map(({ seq }) => seq);
        const problems = group.filter(({ outcome }) => isProblem(outcome)).length;
        add.run(webhook, hour, group.length, problems, Math.min(...under), Math.max(...under));
        for (const [outcome, alike] of Map.groupBy(group, (arrival) => arrival.outcome)) {
          if (outcome !== null) addOutcome.run(hour, outcome, alike.length);
        }
      }
    },
    replayed: (webhook, receivedAt, seq) => void add.run(webhook, hourOf(receivedAt), 0, 0, seq, seq),
    settled(webhook, receivedAt, outcome) {
      if (isProblem(outcome)) addProblem.run(hourOf(receivedAt), webhook);
    },
    reopened: (webhook, receivedAt) => void dropProblem.run(hourOf(receivedAt), webhook),
    seqsBetween(since, until) {
      const row = seqs.get(hourOf(since), hourOf(until));
      return row?.first == null || row.last === null ? null : { first: row.first, last: row.last };
    },
  };
}
