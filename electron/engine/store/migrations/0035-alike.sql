-- Refused requests beyond the first of an hour, which are only counted with the last one that was kept: how many, and when the latest came.
ALTER TABLE delivery ADD COLUMN alike INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery ADD COLUMN alike_until INTEGER;

-- How many were kept in the hour since `began_at`, of a webhook, for a reason, while its owner listened or not.
CREATE TABLE refused_window (
  webhook INTEGER NOT NULL REFERENCES webhook (pk) ON DELETE CASCADE,
  reason TEXT NOT NULL,
  heard INTEGER NOT NULL CHECK (heard IN (0, 1)),
  began_at INTEGER NOT NULL,
  kept INTEGER NOT NULL,
  last_seq INTEGER NOT NULL,
  PRIMARY KEY (webhook, reason, heard)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER delivery_alike AFTER UPDATE OF alike ON delivery BEGIN
  INSERT INTO outcome_hour (hour, outcome, requests) VALUES (new.alike_until / 3600000, 'refused', new.alike - old.alike)
    ON CONFLICT (hour, outcome) DO UPDATE SET requests = requests + excluded.requests;
END;
