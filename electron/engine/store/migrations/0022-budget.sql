-- What an attempt costs by the price its channel had when it began, for the budget of a day (SN6); null where no price was set.
ALTER TABLE attempt ADD COLUMN cost REAL;
CREATE INDEX attempt_cost ON attempt (started_at) WHERE cost IS NOT NULL;
