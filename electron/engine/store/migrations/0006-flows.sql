-- Flows (SN1), contacts on their way through them, the messages and requests that come of it (SN4, SN5), and tags.

-- A deleted flow stays as a row: runs, messages and the log still say its name. Nothing starts it any more.
CREATE TABLE flow (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The name as it is compared: NFC, lower case.
  folded_name TEXT NOT NULL,
  version INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  deleted_at INTEGER
) STRICT;

CREATE UNIQUE INDEX flow_by_name ON flow (folded_name) WHERE deleted_at IS NULL;

-- Every saved configuration; a run keeps the version it started with.
CREATE TABLE flow_version (
  flow INTEGER NOT NULL REFERENCES flow (pk),
  version INTEGER NOT NULL,
  config TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (flow, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE contact_tag (
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  tag TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (contact, tag)
) STRICT, WITHOUT ROWID;

-- One contact's way through a flow. `step` is where it stands: it goes on after it; null is the top. Who is deleted is in no flow any more.
CREATE TABLE flow_run (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  flow INTEGER NOT NULL REFERENCES flow (pk),
  version INTEGER NOT NULL,
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  -- Copied, not referenced: the run outlives the request in the log.
  delivery_id TEXT,
  -- What started it: the request (and the item in it), or one press of a button by the owner.
  start_key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'waiting', 'held', 'done', 'stopped', 'failed')),
  step TEXT,
  -- When it goes on; null while it waits for something else than time.
  due_at INTEGER,
  sentence TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;

-- With message_by_step: one send for each start, flow and step (SN5).
CREATE UNIQUE INDEX flow_run_start ON flow_run (start_key, flow);
CREATE INDEX flow_run_due ON flow_run (due_at) WHERE state = 'waiting' AND due_at IS NOT NULL;
CREATE INDEX flow_run_by_contact ON flow_run (contact, flow, started_at);
CREATE INDEX flow_run_by_flow ON flow_run (flow, state);
CREATE INDEX flow_run_by_state ON flow_run (state);
CREATE INDEX flow_run_by_delivery ON flow_run (delivery_id) WHERE delivery_id IS NOT NULL;

-- What each step did, in words, in the order in which it happened.
CREATE TABLE run_step (
  run INTEGER NOT NULL REFERENCES flow_run (pk) ON DELETE CASCADE,
  step TEXT NOT NULL,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  at INTEGER NOT NULL,
  state TEXT NOT NULL,
  sentence TEXT NOT NULL,
  PRIMARY KEY (run, step)
) STRICT, WITHOUT ROWID;

-- What goes out, or is kept back. Who is deleted gets nothing any more, and the texts about them go.
CREATE TABLE message (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run INTEGER REFERENCES flow_run (pk) ON DELETE SET NULL,
  step TEXT,
  flow INTEGER REFERENCES flow (pk),
  contact INTEGER REFERENCES contact (pk) ON DELETE CASCADE,
  delivery_id TEXT,
  channel TEXT NOT NULL,
  mode TEXT NOT NULL CHECK (mode IN ('test', 'live')),
  state TEXT NOT NULL,
  reason TEXT,
  -- What came of it last, or why it is kept back: the detail that state and reason do not tell.
  sentence TEXT NOT NULL,
  address TEXT,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  language TEXT NOT NULL,
  -- JSON: name and variables of an approved template; null without one.
  approved TEXT,
  provider_id TEXT,
  created_at INTEGER NOT NULL,
  -- When it is tried (again); null when it is not going to be by itself.
  due_at INTEGER,
  sent_at INTEGER
) STRICT;

CREATE UNIQUE INDEX message_by_step ON message (run, step) WHERE run IS NOT NULL;
CREATE INDEX message_due ON message (due_at) WHERE state = 'queued';
CREATE INDEX message_by_state ON message (state);
CREATE INDEX message_by_contact ON message (contact) WHERE contact IS NOT NULL;
CREATE INDEX message_by_delivery ON message (delivery_id) WHERE delivery_id IS NOT NULL;

-- One try to send, on disk before its first byte leaves.
CREATE TABLE attempt (
  message INTEGER NOT NULL REFERENCES message (pk) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  state TEXT NOT NULL CHECK (state IN ('attempting', 'sent', 'failed', 'unknown')),
  sentence TEXT NOT NULL,
  PRIMARY KEY (message, n)
) STRICT, WITHOUT ROWID;

-- The request of an HTTP step; its run waits for the answer. `attempting` is on disk before its first byte leaves.
CREATE TABLE http_request (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  run INTEGER NOT NULL REFERENCES flow_run (pk) ON DELETE CASCADE,
  step TEXT NOT NULL,
  method TEXT NOT NULL,
  url TEXT NOT NULL,
  headers TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('queued', 'attempting', 'done', 'failed', 'unknown')),
  tries INTEGER NOT NULL DEFAULT 0,
  due_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX http_request_by_step ON http_request (run, step);
CREATE INDEX http_request_due ON http_request (due_at) WHERE state = 'queued';
CREATE INDEX http_request_open ON http_request (pk) WHERE state = 'attempting';
