-- Ways through a flow that the owner only tried: their messages stop in the Outbox, and they change and ask nothing.
ALTER TABLE flow_run ADD COLUMN is_try INTEGER NOT NULL DEFAULT 0 CHECK (is_try IN (0, 1));

-- A cap counts what left in the same mode, so that a try takes nothing of it.
DROP INDEX message_sent;
CREATE INDEX message_sent ON message (channel, sent_at, mode) WHERE sent_at IS NOT NULL;
