import type { Database } from 'better-sqlite3';
import type { ClaimedRequest, HostRest, RequestEnd, RunStore } from './port/run-store.ts';

type RequestRow = Omit<ClaimedRequest, 'headers' | 'canRepeat' | 'wasUnclear'> & {
  headers: string;
  can_repeat: number;
  unclear: number;
};

type HttpRequests = Pick<RunStore, 'claimRequests' | 'finishRequest' | 'abandonRequests' | 'nextRequestAt'>;

const INTERRUPTED =
  'Fieldhook ended while the request was under way: it may have arrived, or not. It is not sent again by itself.';
const INTERRUPTED_AGAIN =
  'Fieldhook ended while the request was under way: it may have arrived, or not. It is asked again with the same key.';

/** Of the requests under way, so many go to one host at most: one that does not answer leaves places to the others. */
const MOST_AT_ONE_HOST = 8;

/** The requests of HTTP steps: claimed one after the other, ended once. With its end, the run is due. */
export function httpRequests(database: Database): HttpRequests {
  const sql = prepare(database);

  const tell = (pk: number, state: string, sentence: string, at: number) => {
    sql.tellStep.run(at, state, sentence, pk);
    sql.wakeRun.run(at, pk);
  };
  const claimable = (at: number, limit: number, rests: ReadonlyMap<string, HostRest>) => {
    const busy = new Map<string, number>();
    const count = (host: string) => busy.set(host, (busy.get(host) ?? 0) + 1);
    for (const { url } of sql.open.all()) count(hostOf(url));
    const chosen: number[] = [];
    const resting: { pk: number; rest: HostRest }[] = [];
    for (const { pk, url } of sql.due.iterate(at)) {
      if (chosen.length === limit) break;
      const host = hostOf(url);
      const rest = rests.get(host);
      if (rest !== undefined) resting.push({ pk, rest });
      if (rest !== undefined || (busy.get(host) ?? 0) >= MOST_AT_ONE_HOST) continue;
      count(host);
      chosen.push(pk);
    }
    return { chosen, resting };
  };
  const claim = database.transaction((at: number, limit: number, rests: ReadonlyMap<string, HostRest>) => {
    const { chosen, resting } = claimable(at, limit, rests);
    for (const { pk, rest } of resting) {
      sql.postpone.run(rest.until, pk);
      sql.tellStep.run(at, 'waiting', rest.sentence, pk);
    }
    return chosen.map((pk): ClaimedRequest => {
      const { headers, can_repeat, unclear, ...row } = sql.claim.get(pk)!;
      return { ...row, headers: JSON.parse(headers), canRepeat: can_repeat === 1, wasUnclear: unclear === 1 };
    });
  });
  const finish = database.transaction((id: string, end: RequestEnd, at: number) => {
    const pk = sql.attempting.get(id);
    if (pk === undefined) return;
    if (end.state === 'again') {
      sql.again.run(end.notBefore, end.isUnclear ? 1 : 0, pk);
      sql.tellStep.run(at, 'waiting', end.sentence, pk);
      return;
    }
    sql.end.run(end.state, pk);
    tell(pk, end.state, end.sentence, at);
  });
  const abandon = database.transaction((at: number): number => {
    const open = sql.open.all();
    for (const { pk, can_repeat } of open) {
      if (can_repeat === 1) {
        sql.again.run(at, 1, pk);
        sql.tellStep.run(at, 'waiting', INTERRUPTED_AGAIN, pk);
      } else {
        sql.end.run('unknown', pk);
        tell(pk, 'unknown', INTERRUPTED, at);
      }
    }
    return open.length;
  });

  return {
    claimRequests: async (at, limit, rests = new Map()) => claim.immediate(at, limit, rests),
    finishRequest: async (id, end, at) => finish.immediate(id, end, at),
    abandonRequests: async (at) => abandon.immediate(at),
    nextRequestAt: async () => sql.next.get() ?? null,
  };
}

function prepare(database: Database) {
  return {
    due: database.prepare<[number], { pk: number; url: string }>(
      `SELECT q.pk, q.url FROM http_request q JOIN flow_run r ON r.pk = q.run
       WHERE q.state = 'queued' AND q.due_at <= ? AND r.state = 'waiting' ORDER BY q.due_at, q.pk`,
    ),
    claim: database.prepare<[number], RequestRow>(
      `UPDATE http_request SET state = 'attempting', tries = tries + 1, due_at = NULL WHERE pk = ?
       RETURNING id, method, url, headers, body, tries, can_repeat, unclear`,
    ),
    attempting: database
      .prepare<[string], number>("SELECT pk FROM http_request WHERE id = ? AND state = 'attempting'")
      .pluck(),
    open: database.prepare<[], { pk: number; url: string; can_repeat: number }>(
      "SELECT pk, url, can_repeat FROM http_request WHERE state = 'attempting'",
    ),
    next: database
      .prepare<[], number>(
        `SELECT min(q.due_at) FROM http_request q JOIN flow_run r ON r.pk = q.run
         WHERE q.state = 'queued' AND r.state = 'waiting'`,
      )
      .pluck(),
    postpone: database.prepare<[number, number]>('UPDATE http_request SET due_at = ? WHERE pk = ?'),
    again: database.prepare<[number, number, number]>(
      "UPDATE http_request SET state = 'queued', due_at = ?, unclear = max(unclear, ?) WHERE pk = ?",
    ),
    end: database.prepare<[string, number]>('UPDATE http_request SET state = ? WHERE pk = ?'),
    tellStep: database.prepare<[number, string, string, number]>(
      `UPDATE run_step SET at = ?, state = ?, sentence = ?
       WHERE (run, step) = (SELECT run, step FROM http_request WHERE pk = ?)`,
    ),
    wakeRun: database.prepare<[number, number]>(
      `UPDATE flow_run SET due_at = ? WHERE pk = (SELECT run FROM http_request WHERE pk = ?) AND state = 'waiting'`,
    ),
  };
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
