-- What custom fields held before (LG3): the 20 latest earlier values of each contact and field.

-- What wrote the value, besides a request and the owner's hand: 'import', or 'flow:' with the pk of the flow.
ALTER TABLE contact_field ADD COLUMN via TEXT;

-- In the order of `pk` a value is older than the next. As in `contact_field`, the values of a deleted field go in slices.
CREATE TABLE contact_field_past (
  pk INTEGER PRIMARY KEY,
  contact INTEGER NOT NULL REFERENCES contact (pk) ON DELETE CASCADE,
  field INTEGER NOT NULL,
  text TEXT NOT NULL,
  original TEXT,
  delivery_id TEXT,
  via TEXT,
  at INTEGER NOT NULL,
  ended_at INTEGER NOT NULL,
  ended_by TEXT NOT NULL CHECK (ended_by IN ('change', 'clear', 'merge'))
) STRICT;

CREATE INDEX contact_field_past_by_contact ON contact_field_past (contact, field);
CREATE INDEX contact_field_past_by_field ON contact_field_past (field);

-- A field that is filled for the first time, or with what it holds already, costs nothing.
CREATE TRIGGER contact_field_changed AFTER UPDATE OF text ON contact_field WHEN old.text <> new.text BEGIN
  INSERT INTO contact_field_past (contact, field, text, original, delivery_id, via, at, ended_at, ended_by)
    VALUES (old.contact, old.field, old.text, old.original, old.delivery_id, old.via, old.at, new.at, 'change');
END;

CREATE TRIGGER contact_field_past_bounded AFTER INSERT ON contact_field_past BEGIN
  DELETE FROM contact_field_past WHERE contact = new.contact AND field = new.field AND pk <= (
    SELECT pk FROM contact_field_past WHERE contact = new.contact AND field = new.field ORDER BY pk DESC LIMIT 1 OFFSET 20
  );
END;
