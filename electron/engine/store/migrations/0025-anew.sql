-- What a message says is filled in anew when the owner lets it go (SN7), unless the owner has written it.
ALTER TABLE message ADD COLUMN edited INTEGER NOT NULL DEFAULT 0 CHECK (edited IN (0, 1));

-- Of edits nothing was noted so far: what has its text keeps it, so that no words of the owner are filled over. What is blocked may have a hole.
UPDATE message SET edited = 1 WHERE state IN ('queued', 'held', 'failed');

-- The address as it is compared (ID12), written with it: `lower` here is good for A to Z, and what went before this counts for a day at most.
ALTER TABLE message ADD COLUMN address_key TEXT;
UPDATE message SET address_key = lower(address) WHERE address IS NOT NULL;

DROP INDEX message_sent_there;
DROP INDEX message_unclear_there;
CREATE INDEX message_sent_there ON message (channel, address_key, sent_at) WHERE mode = 'live' AND sent_at IS NOT NULL;
CREATE INDEX message_unclear_there ON message (channel, address_key) WHERE state IN ('sending', 'unknown');
