-- Requests that may be asked again though they may have arrived: who is asked recognises them by their key. `unclear`: an earlier try may have arrived.
ALTER TABLE http_request ADD COLUMN can_repeat INTEGER NOT NULL DEFAULT 0 CHECK (can_repeat IN (0, 1));
ALTER TABLE http_request ADD COLUMN unclear INTEGER NOT NULL DEFAULT 0 CHECK (unclear IN (0, 1));
