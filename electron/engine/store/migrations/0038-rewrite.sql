-- A segment of the log's index is written anew once so many in a hundred of its requests are gone (10 unless told). Each word that all of them have is
-- written in one go, 50 ms where they are 500,000; until then a search passes over what is gone.
INSERT INTO delivery_search (delivery_search, rank) VALUES ('deletemerge', 30);
