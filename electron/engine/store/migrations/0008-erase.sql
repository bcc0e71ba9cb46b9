-- Erased persons (LG3). The row of a request stays, so that counts, order and the keys of repeats stay true; what it said does not.
ALTER TABLE delivery ADD COLUMN erased_at INTEGER;

-- Bodies of erased requests that are still to be taken off the disk. They are invisible from the start.
CREATE TABLE erased_body (
  seq INTEGER PRIMARY KEY REFERENCES delivery (seq) ON DELETE CASCADE
) STRICT;

-- There while an erasure is not finished: bodies wait, unused parts of the file may still hold what was erased, or older backups are still
-- to give way to a fresh one. It says nothing of the person.
CREATE TABLE unfinished_erasure (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- Whether only the backups are left to do.
  is_wiped INTEGER NOT NULL CHECK (is_wiped IN (0, 1)),
  replace_backups INTEGER NOT NULL CHECK (replace_backups IN (0, 1))
) STRICT;
