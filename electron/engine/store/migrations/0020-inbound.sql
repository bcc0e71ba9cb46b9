-- What providers tell (SN3, SN4, SN6): by what somebody asked for no messages, and that they took it back. A wish that was taken back keeps
-- its row, so that an older request that is worked on late does not bring it back.
ALTER TABLE opt_out ADD COLUMN by TEXT NOT NULL DEFAULT 'hand' CHECK (by IN ('word', 'hand'));
ALTER TABLE opt_out ADD COLUMN word TEXT;
ALTER TABLE opt_out ADD COLUMN delivery_id TEXT;
ALTER TABLE opt_out ADD COLUMN ended_at INTEGER;

-- Reports about messages come by the provider's id.
CREATE INDEX message_by_provider_id ON message (provider_id) WHERE provider_id IS NOT NULL;
