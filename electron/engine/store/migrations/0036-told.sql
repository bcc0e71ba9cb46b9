-- What cleared a value, as in contact_change; of what was cleared before, nobody knows.
ALTER TABLE contact_field_past ADD COLUMN ended_delivery_id TEXT;
ALTER TABLE contact_field_past ADD COLUMN ended_via TEXT;
UPDATE contact_field_past SET ended_via = 'unknown' WHERE ended_by = 'clear';

-- Who wants no messages now, told of whoever has the address: later wishes are written with `what` = 'optOut' and the channel as what was added or removed.
INSERT INTO contact_change (contact, what, before, after, delivery_id, via, at)
SELECT c.pk, 'optOut', NULL, o.channel, o.delivery_id, NULL, o.at
FROM opt_out o JOIN contact c ON c.pk = CASE o.channel
  WHEN 'email' THEN (SELECT pk FROM contact WHERE email = o.address)
  WHEN 'messenger' THEN (SELECT pk FROM contact WHERE page_scoped_id = o.address)
  ELSE (SELECT pk FROM contact WHERE phone = o.address) END
WHERE o.ended_at IS NULL;
