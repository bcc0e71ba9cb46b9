-- What left, or may have left, to people who were deleted since: limits still count it (SN6). No text; the address only as a fingerprint. `tried_at`: of the last attempt.
CREATE TABLE gone_send (
  message INTEGER PRIMARY KEY,
  channel TEXT NOT NULL,
  mode TEXT NOT NULL,
  sent_at INTEGER,
  tried_at INTEGER,
  address TEXT,
  parts INTEGER NOT NULL,
  cost REAL
) STRICT;
CREATE INDEX gone_send_left ON gone_send (channel, sent_at);

-- What has started a flow for somebody who was deleted since does not start it again (SN5).
CREATE TABLE gone_start (
  start_key TEXT NOT NULL,
  flow INTEGER NOT NULL,
  PRIMARY KEY (start_key, flow)
) STRICT, WITHOUT ROWID;

-- JSON: where the run stood when its flow was deleted, so that it goes on once the flow is back; null where it was not stopped by that.
ALTER TABLE flow_run ADD COLUMN stopped_from TEXT;
