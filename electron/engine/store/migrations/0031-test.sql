-- A channel goes live by a test that passed with the credentials as they are. Under which id its provider has a test of which nobody knows yet whether it arrived; null: nothing is waited for.
ALTER TABLE channel ADD COLUMN test_waits_for TEXT;

-- With what a test before this was made is not known. What is live stays live.
UPDATE channel SET tested_at = NULL, test_ok = NULL, test_sentence = NULL;
