import type { Database } from 'better-sqlite3';

/** Of a flow, or of a contact: whichever is deleted or put back. */
type Of = 'flow' | 'contact';

const IS_DELETED = '(SELECT pk FROM flow WHERE deleted_at IS NOT NULL)';

/**
 * Runs whose flow is deleted stand still, and know where: they go on once flow and contact are both back, whichever went or came first. Call inside
 * the transaction that deletes or puts back.
 */
export function stoppedRuns(database: Database) {
  const each = <T>(prepare: (of: Of) => T): Record<Of, T> => ({ flow: prepare('flow'), contact: prepare('contact') });
  const stop = each((of) =>
    database.prepare<[number, number]>(
      `UPDATE flow_run SET stopped_from = json_object('state', state, 'due_at', due_at, 'sentence', sentence),
         state = 'stopped', due_at = NULL, finished_at = ?, sentence = 'The flow was deleted.'
       WHERE ${of} = ? AND state IN ('running', 'waiting', 'held') AND flow IN ${IS_DELETED}`,
    ),
  );
  const resume = each((of) =>
    database.prepare<[number]>(
      `UPDATE flow_run SET state = stopped_from ->> 'state', due_at = stopped_from ->> 'due_at', finished_at = NULL,
         sentence = stopped_from ->> 'sentence', stopped_from = NULL
       WHERE ${of} = ? AND stopped_from IS NOT NULL AND flow NOT IN ${IS_DELETED}`,
    ),
  );
  // The answer to what they asked another host may have come meanwhile, and would not come again.
  const wake = each((of) =>
    database.prepare<[number, number]>(
      `UPDATE flow_run SET due_at = ? WHERE ${of} = ? AND state = 'waiting' AND due_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM http_request q WHERE q.run = flow_run.pk AND q.state IN ('queued', 'attempting'))`,
    ),
  );
  return {
    stop: (of: Of, pk: number, at: number) => stop[of].run(at, pk),
    resume(of: Of, pk: number, at: number): void {
      resume[of].run(pk);
      wake[of].run(at, pk);
    },
  };
}
