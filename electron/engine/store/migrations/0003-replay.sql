-- Replays (PR4): a request that is worked on once more is a request of its own. It names the first, also when it was made from a replay.
ALTER TABLE delivery ADD COLUMN replay_of TEXT;

CREATE INDEX delivery_by_replay_of ON delivery (replay_of) WHERE replay_of IS NOT NULL;
