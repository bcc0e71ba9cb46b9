-- Segments of the log's index are merged a few pages at a time, by the loop that writes it: on its own FTS5 merges some hundred of them in a commit that
-- others wait for.
INSERT INTO delivery_search (delivery_search, rank) VALUES ('automerge', 0);
