-- Fields whose values are shown and handed out only on demand (LG3).
ALTER TABLE field ADD COLUMN is_private INTEGER NOT NULL DEFAULT 0 CHECK (is_private IN (0, 1));
