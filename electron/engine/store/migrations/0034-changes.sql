-- What changed in the identifiers, names and tags of a contact: the 20 latest changes of each identifier and name, the 100 latest of tags.
CREATE TABLE contact_change (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  -- The slot, or 'tag'.
  what TEXT NOT NULL,
  -- As people read them; null where there was or is nothing. A tag that was added has none before.
  before TEXT,
  after TEXT,
  -- What changed it, as in contact_provenance; here also 'merge', 'unmerge' and 'erasure', of which nothing is told but that it was.
  delivery_id TEXT,
  via TEXT,
  at INTEGER NOT NULL
) STRICT;

CREATE INDEX contact_change_by_contact ON contact_change (contact, what);

CREATE TRIGGER contact_change_bounded AFTER INSERT ON contact_change BEGIN
  DELETE FROM contact_change WHERE contact = new.contact AND what = new.what AND pk <= (
    SELECT pk FROM contact_change WHERE contact = new.contact AND what = new.what ORDER BY pk DESC
    LIMIT 1 OFFSET CASE new.what WHEN 'tag' THEN 100 ELSE 20 END
  );
END;

-- A person's page reads the latest of each kind, however many there are.
CREATE INDEX flow_run_latest ON flow_run (contact);
CREATE INDEX conflict_candidate_by_contact ON conflict_candidate (user_ns);

-- Which tags there are, without a look at everybody who has one.
CREATE INDEX contact_tag_by_tag ON contact_tag (tag);

-- An import that can be undone: what it made of whom. `made` and `back` are edits as JSON, of what it wrote and of what stood there before.
CREATE TABLE contact_import (
  pk INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  at INTEGER NOT NULL,
  created INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  undone_at INTEGER
) STRICT;

CREATE TABLE contact_import_row (
  import INTEGER NOT NULL REFERENCES contact_import (pk) ON DELETE CASCADE,
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  is_new INTEGER NOT NULL CHECK (is_new IN (0, 1)),
  at INTEGER NOT NULL,
  made TEXT NOT NULL,
  back TEXT NOT NULL,
  PRIMARY KEY (import, contact)
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_import_row_by_contact ON contact_import_row (contact);
