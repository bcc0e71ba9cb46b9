-- One contact per item (RC3): what each item of a request's list did. The request itself has the outcome of the whole, and no contact.

-- How many items were worked on one by one; null for a request that was worked on as one.
ALTER TABLE delivery ADD COLUMN items INTEGER;

-- `position` counts from 1. `seq` comes second in the index, so that the log of one contact is read in order.
CREATE TABLE delivery_item (
  seq INTEGER NOT NULL REFERENCES delivery (seq) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  contact INTEGER REFERENCES contact (pk) ON DELETE SET NULL,
  receipt TEXT NOT NULL,
  PRIMARY KEY (seq, position)
) STRICT;

CREATE INDEX delivery_item_by_contact ON delivery_item (contact, seq) WHERE contact IS NOT NULL;

-- The items that moved along when contacts were merged.
CREATE TABLE contact_merge_item (
  merge INTEGER NOT NULL REFERENCES contact_merge (pk) ON DELETE CASCADE,
  seq INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (merge, seq, position),
  FOREIGN KEY (seq, position) REFERENCES delivery_item (seq, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX contact_merge_item_by_item ON contact_merge_item (seq, position);
