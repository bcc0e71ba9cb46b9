-- The time at which the computer's clock was last believed (ms since 1970): one that jumps far ahead must not make everything look old.
-- No row in a new database.
CREATE TABLE believed_clock (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER NOT NULL
) STRICT;

INSERT INTO believed_clock (id, at) SELECT 1, received_at FROM delivery ORDER BY seq DESC LIMIT 1;
