import type { Run } from '#shared/contract/flow.ts';

export interface RunRow {
  pk: number;
  id: string;
  flow: number;
  flow_key: string;
  flow_name: string;
  version: number;
  /** The version that is saved now. */
  flow_version: number;
  contact: number;
  contact_user_ns: string;
  contact_label: string;
  delivery_id: string | null;
  is_try: number;
  state: Run['state'];
  step: string | null;
  due_at: number | null;
  sentence: string;
  /** Which of its messages wait for the owner, see hold-text.ts. */
  hold: string | null;
  started_at: number;
  finished_at: number | null;
}

export interface RunStepRow {
  step: string;
  kind: Run['steps'][number]['kind'];
  at: number;
  state: Run['steps'][number]['state'];
  sentence: string;
  message_id: string | null;
}

const COLUMNS =
  'r.*, f.key AS flow_key, f.name AS flow_name, f.version AS flow_version, c.user_ns AS contact_user_ns, c.label AS contact_label';
const NAMES = 'JOIN flow f ON f.pk = r.flow JOIN contact c ON c.pk = r.contact';
const VERSION = 'JOIN flow_version v ON v.flow = r.flow AND v.version = r.version';

export const RUN = `SELECT ${COLUMNS} FROM flow_run r ${NAMES}`;

/** The steps of one run, in their order, each with the message that it made. */
export const RUN_STEPS = `SELECT s.step, s.kind, s.at, s.state, s.sentence, m.id AS message_id
  FROM run_step s LEFT JOIN message m ON m.run = s.run AND m.step = s.step WHERE s.run = ? ORDER BY s.place`;

/** With the configuration of the version that it started with (SN1). */
export const PINNED_RUN = `SELECT ${COLUMNS}, r.start_key, v.config FROM flow_run r ${NAMES} ${VERSION}`;

/** The runs whose time has come, the longest due first. Left to itself SQLite sorts all that wait. */
export const DUE_RUNS = `SELECT ${COLUMNS}, r.start_key, v.config FROM flow_run r INDEXED BY flow_run_due ${NAMES} ${VERSION}
  WHERE r.state = 'waiting' AND r.due_at <= ? ORDER BY r.due_at LIMIT ?`;

export function runOf(row: RunRow, steps: readonly RunStepRow[]): Run {
  return {
    id: row.id,
    flow: row.flow_key,
    flowName: row.flow_name,
    version: row.version,
    isOlder: row.version < row.flow_version,
    contact: { userNs: row.contact_user_ns, label: row.contact_label },
    deliveryId: row.delivery_id,
    isTry: row.is_try === 1,
    state: row.state,
    sentence: row.sentence,
    dueAt: row.due_at === null ? null : instant(row.due_at),
    startedAt: instant(row.started_at),
    finishedAt: row.finished_at === null ? null : instant(row.finished_at),
    steps: steps.map(({ step, kind, at, state, sentence, message_id }) => ({
      step,
      kind,
      at: instant(at),
      state,
      sentence,
      messageId: message_id,
    })),
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
