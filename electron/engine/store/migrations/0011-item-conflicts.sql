-- A conflict inside of an item (RC3, ID10): each item of a request may wait for a decision of its own.
-- The tables are made anew, since SQLite cannot take back a UNIQUE; the names go first, so that dropping the old ones takes nothing along.
ALTER TABLE conflict RENAME TO former_conflict;
ALTER TABLE conflict_candidate RENAME TO former_conflict_candidate;

-- `item` is the position of the item, from 1; 0 where the request is one.
CREATE TABLE conflict (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  item INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  choice TEXT CHECK (choice IN ('pick', 'new', 'merge')),
  UNIQUE (seq, item)
) STRICT;

CREATE TABLE conflict_candidate (
  conflict INTEGER NOT NULL REFERENCES conflict (pk) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  user_ns TEXT NOT NULL,
  label TEXT NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (conflict, place)
) STRICT, WITHOUT ROWID;

INSERT INTO conflict (pk, id, seq, item, created_at, decided_at, choice)
  SELECT pk, id, seq, 0, created_at, decided_at, choice FROM former_conflict;
INSERT INTO conflict_candidate (conflict, place, user_ns, label, said)
  SELECT conflict, place, user_ns, label, said FROM former_conflict_candidate;

DROP TABLE former_conflict_candidate;
DROP TABLE former_conflict;

CREATE INDEX conflict_open ON conflict (pk) WHERE decided_at IS NULL;
CREATE INDEX conflict_decided ON conflict (pk) WHERE decided_at IS NOT NULL;
