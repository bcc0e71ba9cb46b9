-- Several former addresses of a webhook, each with its own end (RC9).

-- JSON list of { token, until }, latest first. Few, and always read with the webhook.
ALTER TABLE webhook ADD COLUMN former_tokens TEXT NOT NULL DEFAULT '[]';
UPDATE webhook SET former_tokens = json_array(json_object('token', previous_token, 'until', previous_token_until))
  WHERE previous_token IS NOT NULL AND previous_token_until IS NOT NULL;
ALTER TABLE webhook DROP COLUMN previous_token;
ALTER TABLE webhook DROP COLUMN previous_token_until;

-- The beginning of the former token under which a request came; null for the current one.
ALTER TABLE delivery ADD COLUMN former_token TEXT;
CREATE INDEX delivery_by_former_token ON delivery (webhook, former_token, received_at) WHERE former_token IS NOT NULL;
