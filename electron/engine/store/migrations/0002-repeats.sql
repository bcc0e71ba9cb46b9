-- Repeats (RC6) and signatures (RC7).

-- Under which key a request had its effect: a repeat finds the first by it. Keys of signed requests are unique, so that not even two at
-- once can both have an effect; for the content of unsigned ones the row moves on to the newest.
CREATE TABLE delivery_key (
  webhook INTEGER NOT NULL,
  key TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  received_at INTEGER NOT NULL,
  PRIMARY KEY (webhook, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX delivery_key_by_seq ON delivery_key (seq);

-- The id of the earlier request that this one repeats, and whether that is certain (signed) or only looks so.
ALTER TABLE delivery ADD COLUMN repeat_of TEXT;
ALTER TABLE delivery ADD COLUMN repeat_certain INTEGER NOT NULL DEFAULT 0 CHECK (repeat_certain IN (0, 1));

-- The scheme by which it was proven to come from its sender.
ALTER TABLE delivery ADD COLUMN verified_by TEXT;

-- For keeping only the newest bodies of requests that nobody vouches for.
CREATE INDEX delivery_unproven ON delivery (webhook) WHERE reason = 'bad-signature';
