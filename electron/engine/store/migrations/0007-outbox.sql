-- Sending (SN2, SN4, SN6): settings of channels, who asked not to get messages, who wrote to us, and what the owner let go.

-- Settings as JSON (ChannelSettingsSchema); a channel without a row has the defaults. Secrets are kept apart.
CREATE TABLE channel (
  channel TEXT PRIMARY KEY,
  settings TEXT NOT NULL,
  -- The last test, null before the first.
  tested_at INTEGER,
  test_ok INTEGER CHECK (test_ok IN (0, 1)),
  test_sentence TEXT
) STRICT, WITHOUT ROWID;

-- STOP (SN6): by address, so that it outlives the contact and meets whoever has the address next.
CREATE TABLE opt_out (
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel, address)
) STRICT, WITHOUT ROWID;

-- When somebody last wrote to us, by address (SN3).
CREATE TABLE conversation (
  channel TEXT NOT NULL,
  address TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (channel, address)
) STRICT, WITHOUT ROWID;

-- Under which id a page of the owner may write to a contact in Messenger.
ALTER TABLE contact ADD COLUMN page_scoped_id TEXT;
CREATE UNIQUE INDEX contact_by_page_scoped_id ON contact (page_scoped_id) WHERE page_scoped_id IS NOT NULL;

-- The owner let it go although a guard rail held it.
ALTER TABLE message ADD COLUMN released INTEGER NOT NULL DEFAULT 0 CHECK (released IN (0, 1));

-- What goes on by itself when its time has come.
CREATE INDEX message_held_until ON message (due_at) WHERE state = 'held' AND due_at IS NOT NULL;
CREATE INDEX message_look_up ON message (due_at) WHERE state = 'unknown' AND due_at IS NOT NULL;
-- How many left lately and today.
CREATE INDEX message_sent ON message (channel, sent_at) WHERE sent_at IS NOT NULL;
-- What waits for the owner.
CREATE INDEX message_attention ON message (pk) WHERE state IN ('held', 'blocked', 'unknown', 'failed');
CREATE INDEX attempt_open ON attempt (message) WHERE state = 'attempting';
