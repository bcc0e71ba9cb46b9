-- Requests whose identifiers name different people (ID10), what the owner decided about them, and contacts that were merged.
-- Contacts are named by their User Ns, which never changes: what is said of somebody stays true when they are merged and when that is undone.

CREATE TABLE conflict (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  seq INTEGER NOT NULL UNIQUE REFERENCES delivery (seq) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  decided_at INTEGER,
  choice TEXT CHECK (choice IN ('pick', 'new', 'merge'))
) STRICT;

CREATE INDEX conflict_open ON conflict (pk) WHERE decided_at IS NULL;
CREATE INDEX conflict_decided ON conflict (pk) WHERE decided_at IS NOT NULL;

-- Each of the people, with the identifiers that lead there (JSON: a list of slot and value).
CREATE TABLE conflict_candidate (
  conflict INTEGER NOT NULL REFERENCES conflict (pk) ON DELETE CASCADE,
  place INTEGER NOT NULL,
  user_ns TEXT NOT NULL,
  label TEXT NOT NULL,
  said TEXT NOT NULL,
  PRIMARY KEY (conflict, place)
) STRICT, WITHOUT ROWID;

-- Decisions for good: requests of this webhook with this constellation are about this contact.
CREATE TABLE conflict_rule (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  webhook INTEGER NOT NULL REFERENCES webhook (pk) ON DELETE CASCADE,
  constellation TEXT NOT NULL,
  user_ns TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  UNIQUE (webhook, constellation)
) STRICT;

CREATE INDEX conflict_rule_by_contact ON conflict_rule (user_ns);

-- `snapshot` is both contacts before and the kept one after (JSON); it goes when the merge is undone.
CREATE TABLE contact_merge (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  keep_user_ns TEXT NOT NULL,
  from_user_ns TEXT NOT NULL,
  from_label TEXT NOT NULL,
  at INTEGER NOT NULL,
  undone_at INTEGER,
  conflict_id TEXT,
  snapshot TEXT
) STRICT;

CREATE INDEX contact_merge_by_keep ON contact_merge (keep_user_ns);
CREATE INDEX contact_merge_by_from ON contact_merge (from_user_ns);
CREATE INDEX contact_merge_by_conflict ON contact_merge (conflict_id) WHERE conflict_id IS NOT NULL;

-- The requests that moved along.
CREATE TABLE contact_merge_delivery (
  merge INTEGER NOT NULL REFERENCES contact_merge (pk) ON DELETE CASCADE,
  seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  PRIMARY KEY (merge, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_merge_delivery_by_seq ON contact_merge_delivery (seq);

-- Identifiers that a merge left without a place: they still lead to the contact.
CREATE TABLE contact_alias (
  slot TEXT NOT NULL,
  value TEXT NOT NULL,
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  merge INTEGER NOT NULL REFERENCES contact_merge (pk) ON DELETE CASCADE,
  -- As it is shown.
  shown TEXT NOT NULL,
  PRIMARY KEY (slot, value)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_alias_by_contact ON contact_alias (contact);
CREATE INDEX contact_alias_by_merge ON contact_alias (merge);
