-- The backup that was put in place last: how far its log went. A flow that a request up to there starts from now on may have been started before.
CREATE TABLE restored (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  last_seq INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
