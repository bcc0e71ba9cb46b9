-- Webhooks of which other places are private now (LG3): their requests are indexed anew, without what stands there. Those up to `after` stand in
-- search_again already.
CREATE TABLE search_webhook (
  webhook INTEGER PRIMARY KEY,
  after INTEGER NOT NULL
) STRICT;

-- Older versions count as well: requests were worked on with them.
CREATE TRIGGER search_private_field AFTER UPDATE OF is_private ON field WHEN new.is_private IS NOT old.is_private BEGIN
  DELETE FROM search_webhook WHERE webhook IN (SELECT webhook FROM webhook_version WHERE instr(config, '"' || new.key || '"') > 0);
  INSERT INTO search_webhook SELECT DISTINCT webhook, 0 FROM webhook_version WHERE instr(config, '"' || new.key || '"') > 0;
END;

CREATE TRIGGER search_private_rows AFTER INSERT ON webhook_version
  WHEN new.version > 1 AND (
    SELECT json_group_array(r.value ->> '$.path') FROM json_each(new.config, '$.fields') r
      JOIN field f ON f.key = r.value ->> '$.field' AND f.is_private = 1
  ) IS NOT (
    SELECT json_group_array(r.value ->> '$.path') FROM webhook_version v, json_each(v.config, '$.fields') r
      JOIN field f ON f.key = r.value ->> '$.field' AND f.is_private = 1
      WHERE v.webhook = new.webhook AND v.version = new.version - 1
  ) OR new.version > 1 AND (SELECT is_private FROM field WHERE key = new.config ->> '$.payloadField') IS NOT (
    SELECT f.is_private FROM webhook_version v JOIN field f ON f.key = v.config ->> '$.payloadField'
      WHERE v.webhook = new.webhook AND v.version = new.version - 1
  )
BEGIN
  DELETE FROM search_webhook WHERE webhook = new.webhook;
  INSERT INTO search_webhook VALUES (new.webhook, 0);
END;

-- Fields that are private already: what they read is in the index.
INSERT INTO search_webhook SELECT DISTINCT v.webhook, 0 FROM webhook_version v
  JOIN field f ON f.is_private = 1 AND instr(v.config, '"' || f.key || '"') > 0;
