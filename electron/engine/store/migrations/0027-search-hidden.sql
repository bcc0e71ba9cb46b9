-- Requests in which other places are private now (LG3): until they are indexed anew they are found by their people, and by nothing that they say. Of the
-- webhooks in search_webhook, that goes for those that are not queued here yet as well.
CREATE TABLE search_hidden (
  seq INTEGER PRIMARY KEY
) STRICT;

-- What was queued so far stands in search_again, with others.
UPDATE search_webhook SET after = 0;
