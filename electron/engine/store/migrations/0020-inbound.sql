-- Who wants no messages (SN6), by address, so that it outlives the contact and meets whoever has the address next: now with a number for the list,
-- and by what it became known. A wish that was taken back keeps its row, so that an older request that is worked on late does not bring it back.
ALTER TABLE opt_out RENAME TO opt_out_before;

CREATE TABLE opt_out (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  -- When it was asked for last.
  at INTEGER NOT NULL,
  by TEXT NOT NULL CHECK (by IN ('word', 'hand')),
  word TEXT,
  delivery_id TEXT,
  ended_at INTEGER,
  UNIQUE (channel, address)
) STRICT;

INSERT INTO opt_out (channel, address, at, by) SELECT channel, address, at, 'hand' FROM opt_out_before;
DROP TABLE opt_out_before;

-- Reports about messages come by the provider's id.
CREATE INDEX message_by_provider_id ON message (provider_id) WHERE provider_id IS NOT NULL;
