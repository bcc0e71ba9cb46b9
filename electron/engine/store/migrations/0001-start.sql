-- Webhooks, requests, contacts, custom fields and settings.
-- Times are ms since 1970 (UTC). `pk` never leaves the store; ids and keys in the words of the contract are separate columns.
-- AUTOINCREMENT where a number must never come back: work in progress and unfinished deletions still hold the old one.

CREATE TABLE webhook (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  version INTEGER NOT NULL,
  token TEXT NOT NULL,
  token_sha256 BLOB NOT NULL UNIQUE,
  previous_token TEXT,
  previous_token_until INTEGER,
  listen_since INTEGER,
  listen_until INTEGER,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

-- Every saved configuration; a settled request names the version it ran with.
CREATE TABLE webhook_version (
  webhook INTEGER NOT NULL REFERENCES webhook (pk) ON DELETE CASCADE,
  version INTEGER NOT NULL,
  config TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (webhook, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE webhook_sample (
  webhook INTEGER PRIMARY KEY REFERENCES webhook (pk) ON DELETE CASCADE,
  text TEXT NOT NULL,
  content_type TEXT NOT NULL,
  delivery_id TEXT
) STRICT;

CREATE TABLE contact (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  user_ns TEXT NOT NULL UNIQUE,
  channel TEXT NOT NULL,
  crm_contact_id TEXT,
  phone TEXT,
  phone_raw TEXT,
  -- What is compared (NFC, lower case) and what the sender wrote.
  email TEXT,
  email_raw TEXT,
  first_name TEXT,
  last_name TEXT,
  name TEXT,
  label TEXT NOT NULL GENERATED ALWAYS AS (
    coalesce(name, nullif(trim(coalesce(first_name, '') || ' ' || coalesce(last_name, '')), ''), email_raw, phone, crm_contact_id, user_ns)
  ) VIRTUAL,
  -- The words under which the contact is found, one a line: exactly its rows in contact_term.
  terms TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  -- Copied, not referenced: they outlive the webhook and its requests.
  created_by_delivery TEXT,
  created_by_webhook TEXT,
  created_by_webhook_name TEXT,
  requests INTEGER NOT NULL DEFAULT 0,
  last_request_at INTEGER
) STRICT;

CREATE UNIQUE INDEX contact_by_crm_contact_id ON contact (crm_contact_id) WHERE crm_contact_id IS NOT NULL;
CREATE UNIQUE INDEX contact_by_phone ON contact (phone) WHERE phone IS NOT NULL;
CREATE UNIQUE INDEX contact_by_email ON contact (email) WHERE email IS NOT NULL;

-- Where an identifier or profile value came from, if not with the contact itself; no delivery means by hand.
CREATE TABLE contact_provenance (
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  slot TEXT NOT NULL,
  delivery_id TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (contact, slot)
) STRICT, WITHOUT ROWID;

-- Search by the start of a word. Ordered by term, so the rows of one contact are found through contact.terms.
CREATE TABLE contact_term (
  term TEXT NOT NULL,
  contact INTEGER NOT NULL,
  PRIMARY KEY (term, contact)
) STRICT, WITHOUT ROWID;

CREATE TABLE field (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  -- The name as it is compared: NFC, lower case.
  folded_name TEXT NOT NULL UNIQUE,
  type TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  -- How many contacts hold a value; kept by the triggers below.
  contacts INTEGER NOT NULL DEFAULT 0
) STRICT;

-- `field` has no foreign key: the values of a deleted field go in slices (see `unfinished_deletion`) and are invisible from the start.
CREATE TABLE contact_field (
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  field INTEGER NOT NULL,
  text TEXT NOT NULL,
  original TEXT,
  delivery_id TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (contact, field)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_field_by_field ON contact_field (field);

CREATE TRIGGER contact_field_added AFTER INSERT ON contact_field BEGIN
  UPDATE field SET contacts = contacts + 1 WHERE pk = new.field;
END;

CREATE TRIGGER contact_field_removed AFTER DELETE ON contact_field BEGIN
  UPDATE field SET contacts = contacts - 1 WHERE pk = old.field;
END;

-- Totals that would be too slow to count.
CREATE TABLE counter (
  name TEXT PRIMARY KEY,
  value INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

INSERT INTO counter VALUES ('contacts', 0);

-- One request as the log lists it; `outcome` is null until it has been worked on. What is large or rarely read has its own table below.
-- `webhook` has no foreign key: the requests of a deleted webhook go in slices and are invisible from the start.
CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  webhook INTEGER NOT NULL,
  received_at INTEGER NOT NULL,
  origin TEXT NOT NULL,
  heard INTEGER NOT NULL CHECK (heard IN (0, 1)),
  answered INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  outcome TEXT,
  reason TEXT,
  sentence TEXT NOT NULL,
  took_ms INTEGER,
  config_version INTEGER,
  contact INTEGER REFERENCES contact (pk) ON DELETE SET NULL
) STRICT;

-- Each ends, unseen, in seq: the log pages by it whatever the filter.
CREATE INDEX delivery_pending ON delivery (seq) WHERE outcome IS NULL;
CREATE INDEX delivery_by_webhook ON delivery (webhook);
CREATE INDEX delivery_by_outcome ON delivery (outcome) WHERE outcome IS NOT NULL;
CREATE INDEX delivery_by_webhook_outcome ON delivery (webhook, outcome) WHERE outcome IS NOT NULL;
CREATE INDEX delivery_by_contact ON delivery (contact) WHERE contact IS NOT NULL;
CREATE INDEX delivery_heard ON delivery (webhook) WHERE heard = 1;

CREATE TABLE delivery_request (
  seq INTEGER PRIMARY KEY REFERENCES delivery (seq) ON DELETE CASCADE,
  method TEXT NOT NULL,
  query TEXT NOT NULL,
  content_type TEXT NOT NULL,
  headers TEXT NOT NULL
) STRICT;

CREATE TABLE delivery_body (
  seq INTEGER PRIMARY KEY REFERENCES delivery (seq) ON DELETE CASCADE,
  body BLOB NOT NULL
) STRICT;

CREATE TABLE delivery_receipt (
  seq INTEGER PRIMARY KEY REFERENCES delivery (seq) ON DELETE CASCADE,
  receipt TEXT NOT NULL
) STRICT;

-- Requests per webhook and hour (hours since 1970): the sparkline, and the way from a time to the seqs around it.
CREATE TABLE delivery_hour (
  hour INTEGER NOT NULL,
  webhook INTEGER NOT NULL,
  requests INTEGER NOT NULL,
  problems INTEGER NOT NULL,
  first_seq INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (hour, webhook)
) STRICT, WITHOUT ROWID;

-- What is deleted for the owner but not yet wholly off the disk; taken up again at the next start.
CREATE TABLE unfinished_deletion (
  kind TEXT NOT NULL CHECK (kind IN ('webhook', 'field')),
  pk INTEGER NOT NULL,
  PRIMARY KEY (kind, pk)
) STRICT, WITHOUT ROWID;

CREATE TABLE settings (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  settings TEXT NOT NULL
) STRICT;
