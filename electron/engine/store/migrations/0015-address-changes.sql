-- Whose senders must be told that the public address changed (TN4).

-- The public address that last worked, without a slash at the end; senders that are not in the list below have it.
CREATE TABLE public_base (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  base TEXT NOT NULL
) STRICT;

CREATE TABLE address_change (
  webhook INTEGER PRIMARY KEY REFERENCES webhook (pk) ON DELETE CASCADE,
  -- What its sender has until it is told.
  lost_base TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  -- Null until the owner ticked it off, or a request came to the new address.
  told_at INTEGER,
  told_by TEXT CHECK (told_by IN ('owner', 'request'))
) STRICT;
