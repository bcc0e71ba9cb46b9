-- Why the messages of a run wait for the owner: a value that the flow depends on was not as in earlier requests.
ALTER TABLE flow_run ADD COLUMN hold TEXT;
