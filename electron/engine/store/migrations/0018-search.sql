-- Full-text search of the log (LG2): rowid is the seq of a request. The texts are not kept a second time: what goes in is folded and cut in
-- search-words.ts, and what goes out is a mark until segments are merged.
CREATE VIRTUAL TABLE delivery_search USING fts5(people, payload, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0");

-- How far the log is indexed: a request after it is not, one up to it is unless it stands in search_again.
CREATE TABLE search_position (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL
) STRICT;

INSERT INTO search_position VALUES (1, 0);

-- Indexed once, and changed or gone since. Kept by the triggers below, so that no writer has to think of the index.
CREATE TABLE search_again (
  seq INTEGER PRIMARY KEY
) STRICT;

-- Contacts that are called otherwise now; their requests up to `after` stand in search_again already.
CREATE TABLE search_contact (
  contact INTEGER PRIMARY KEY,
  after INTEGER NOT NULL
) STRICT;

-- Work on a new request lies behind the position and adds nothing.
-- No OR IGNORE and no OR REPLACE in these: where the statement that sets them off has a way out of its own (ON CONFLICT), SQLite follows that one.
CREATE TRIGGER search_outcome AFTER UPDATE OF outcome, contact ON delivery
  WHEN new.outcome IS NOT old.outcome OR new.contact IS NOT old.contact
BEGIN
  INSERT INTO search_again SELECT new.seq FROM search_position
    WHERE seq >= new.seq AND NOT EXISTS (SELECT 1 FROM search_again WHERE seq = new.seq);
END;

CREATE TRIGGER search_item AFTER UPDATE OF contact ON delivery_item WHEN new.contact IS NOT old.contact BEGIN
  INSERT INTO search_again SELECT new.seq FROM search_position
    WHERE seq >= new.seq AND NOT EXISTS (SELECT 1 FROM search_again WHERE seq = new.seq);
END;

CREATE TRIGGER search_body_removed AFTER DELETE ON delivery_body BEGIN
  INSERT INTO search_again SELECT old.seq FROM search_position
    WHERE seq >= old.seq AND NOT EXISTS (SELECT 1 FROM search_again WHERE seq = old.seq);
END;

CREATE TRIGGER search_removed AFTER DELETE ON delivery BEGIN
  INSERT INTO search_again SELECT old.seq FROM search_position
    WHERE seq >= old.seq AND NOT EXISTS (SELECT 1 FROM search_again WHERE seq = old.seq);
END;

-- An erasure (LG3) does not wait for anybody.
CREATE TRIGGER search_erased AFTER UPDATE OF erased_at ON delivery WHEN new.erased_at IS NOT NULL BEGIN
  DELETE FROM delivery_search WHERE rowid = new.seq;
END;

CREATE TRIGGER search_person AFTER UPDATE OF name, first_name, last_name, email_raw, phone, phone_raw, crm_contact_id ON contact
  WHEN new.name IS NOT old.name OR new.first_name IS NOT old.first_name OR new.last_name IS NOT old.last_name
    OR new.email_raw IS NOT old.email_raw OR new.phone IS NOT old.phone OR new.phone_raw IS NOT old.phone_raw
    OR new.crm_contact_id IS NOT old.crm_contact_id
BEGIN
  DELETE FROM search_contact WHERE contact = new.pk;
  INSERT INTO search_contact VALUES (new.pk, 0);
END;
