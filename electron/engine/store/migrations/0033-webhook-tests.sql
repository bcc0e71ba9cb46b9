-- Tests of webhooks: payloads with made-up values, and what is expected to be read in them.
CREATE TABLE webhook_test (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  webhook INTEGER NOT NULL REFERENCES webhook (pk) ON DELETE CASCADE,
  -- JSON, as in the contract.
  test TEXT NOT NULL
) STRICT;

CREATE INDEX webhook_test_of ON webhook_test (webhook, pk);
