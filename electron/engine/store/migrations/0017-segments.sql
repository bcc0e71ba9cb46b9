-- Groups of contacts under a name: not who is in them, but what makes somebody belong, as JSON.
CREATE TABLE segment (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The name as it is compared: NFC, lower case.
  folded_name TEXT NOT NULL UNIQUE,
  conditions TEXT NOT NULL
) STRICT;
