-- Times without a way in from the internet: requests that were sent then may never have arrived.
CREATE TABLE outage (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  provider TEXT NOT NULL,
  -- The address that was lost, and the one at which requests arrive again.
  lost_url TEXT NOT NULL,
  new_url TEXT,
  sentence TEXT NOT NULL,
  -- When an answer last came through: what was sent after it may be missing.
  started_at INTEGER NOT NULL,
  ended_at INTEGER
) STRICT;
