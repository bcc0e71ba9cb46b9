-- What the home screen counts: a year of it is read from these few rows, never from the requests and messages themselves.
-- They are kept by triggers, since an outcome is given and taken back in many places, and a counter that one of them forgets is wrong for ever.

-- How requests ended, by the hour in which they arrived. Replays are no requests that arrived.
CREATE TABLE outcome_hour (
  hour INTEGER NOT NULL,
  outcome TEXT NOT NULL,
  requests INTEGER NOT NULL,
  PRIMARY KEY (hour, outcome)
) STRICT, WITHOUT ROWID;

-- How long the work took. What took longer than an hour waited for the owner, or for the next start, and says nothing of speed.
ALTER TABLE delivery_hour ADD COLUMN worked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery_hour ADD COLUMN took_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE delivery_hour ADD COLUMN slowest_ms INTEGER NOT NULL DEFAULT 0;

-- Where messages stand, by the hour in which they were made.
CREATE TABLE message_hour (
  hour INTEGER NOT NULL,
  channel TEXT NOT NULL,
  mode TEXT NOT NULL,
  state TEXT NOT NULL,
  messages INTEGER NOT NULL,
  PRIMARY KEY (hour, channel, mode, state)
) STRICT, WITHOUT ROWID;

INSERT INTO outcome_hour (hour, outcome, requests)
  SELECT received_at / 3600000, outcome, count(*) FROM delivery
  WHERE outcome IS NOT NULL AND replay_of IS NULL GROUP BY 1, 2;

UPDATE delivery_hour SET worked = w.worked, took_ms = w.took_ms, slowest_ms = w.slowest_ms
  FROM (
    SELECT webhook, received_at / 3600000 AS hour, count(*) AS worked, sum(took_ms) AS took_ms, max(took_ms) AS slowest_ms
    FROM delivery
    WHERE config_version IS NOT NULL AND took_ms < 3600000 AND replay_of IS NULL GROUP BY 1, 2
  ) w
  WHERE w.webhook = delivery_hour.webhook AND w.hour = delivery_hour.hour;

INSERT INTO message_hour (hour, channel, mode, state, messages)
  SELECT created_at / 3600000, channel, mode, state, count(*) FROM message GROUP BY 1, 2, 3, 4;

CREATE TRIGGER delivery_arrived AFTER INSERT ON delivery WHEN new.outcome IS NOT NULL AND new.replay_of IS NULL BEGIN
  INSERT INTO outcome_hour (hour, outcome, requests) VALUES (new.received_at / 3600000, new.outcome, 1)
    ON CONFLICT (hour, outcome) DO UPDATE SET requests = requests + 1;
END;

CREATE TRIGGER delivery_closed AFTER UPDATE OF outcome ON delivery WHEN new.outcome IS NOT NULL AND new.replay_of IS NULL BEGIN
  INSERT INTO outcome_hour (hour, outcome, requests) VALUES (new.received_at / 3600000, new.outcome, 1)
    ON CONFLICT (hour, outcome) DO UPDATE SET requests = requests + 1;
  UPDATE delivery_hour SET worked = worked + 1, took_ms = took_ms + new.took_ms, slowest_ms = max(slowest_ms, new.took_ms)
    WHERE hour = new.received_at / 3600000 AND webhook = new.webhook AND new.config_version IS NOT NULL AND new.took_ms < 3600000;
END;

CREATE TRIGGER delivery_reopened AFTER UPDATE OF outcome ON delivery WHEN old.outcome IS NOT NULL AND old.replay_of IS NULL BEGIN
  UPDATE outcome_hour SET requests = requests - 1 WHERE hour = old.received_at / 3600000 AND outcome = old.outcome;
END;

CREATE TRIGGER message_made AFTER INSERT ON message BEGIN
  INSERT INTO message_hour (hour, channel, mode, state, messages)
    VALUES (new.created_at / 3600000, new.channel, new.mode, new.state, 1)
    ON CONFLICT (hour, channel, mode, state) DO UPDATE SET messages = messages + 1;
END;

CREATE TRIGGER message_moved AFTER UPDATE OF state ON message WHEN old.state <> new.state BEGIN
  UPDATE message_hour SET messages = messages - 1
    WHERE hour = old.created_at / 3600000 AND channel = old.channel AND mode = old.mode AND state = old.state;
  INSERT INTO message_hour (hour, channel, mode, state, messages)
    VALUES (new.created_at / 3600000, new.channel, new.mode, new.state, 1)
    ON CONFLICT (hour, channel, mode, state) DO UPDATE SET messages = messages + 1;
END;

CREATE TRIGGER message_gone AFTER DELETE ON message BEGIN
  UPDATE message_hour SET messages = messages - 1
    WHERE hour = old.created_at / 3600000 AND channel = old.channel AND mode = old.mode AND state = old.state;
END;
