-- What arrives with its outcome is counted by the batch that stores it (delivery-hours.ts): once for all of its requests, and not once for each.
DROP TRIGGER delivery_arrived;
DROP TRIGGER delivery_alike;
