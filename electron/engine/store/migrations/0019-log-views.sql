-- Filters of the log that the owner named.
CREATE TABLE log_view (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The name as it is compared: NFC, lower case.
  folded_name TEXT NOT NULL UNIQUE,
  -- JSON, as in the contract.
  filter TEXT NOT NULL
) STRICT;
