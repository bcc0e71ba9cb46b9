-- How many messages left, or may have left, to one address (SN6).
CREATE INDEX message_sent_there ON message (channel, address, sent_at) WHERE mode = 'live' AND sent_at IS NOT NULL;
CREATE INDEX message_unclear_there ON message (channel, address) WHERE state IN ('sending', 'unknown');
