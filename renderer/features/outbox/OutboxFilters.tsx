import { Button, Select } from '@mantine/core';
import { MESSAGE_CHANNEL_WORDS } from '#renderer/ui/channel-words.ts';
import { MESSAGE_STATE_WORDS, REASON_WORDS } from '#renderer/ui/messages/message-words.ts';
import {
  MESSAGE_CHANNELS,
  MESSAGE_REASONS,
  MESSAGE_STATES,
  type MessageChannel,
  type MessageReason,
  type MessageState,
} from '#shared/contract/message.ts';
import classes from './outbox.module.css';
import { isFiltered, type OutboxFilter } from './outbox-filter.ts';

const STATES = MESSAGE_STATES.map((value) => ({ value, label: MESSAGE_STATE_WORDS[value].label }));
const CHANNELS = MESSAGE_CHANNELS.map((value) => ({ value, label: MESSAGE_CHANNEL_WORDS[value] }));

const REASONS = MESSAGE_REASONS.map((value) => ({ value, label: REASON_WORDS[value] }));

/** By state, channel and reason; a link from a person or a request narrows it further. */
export function OutboxFilters({
  filter,
  onChange,
}: {
  filter: OutboxFilter;
  onChange: (filter: OutboxFilter) => void;
}) {
  const { state, channel, reason, contact, deliveryId } = filter;
  const others = {
    ...(contact === undefined ? {} : { contact }),
    ...(deliveryId === undefined ? {} : { deliveryId }),
  };
  const set = (next: {
    state?: MessageState | undefined;
    channel?: MessageChannel | undefined;
    reason?: MessageReason | undefined;
  }) => {
    const chosen = { state, channel, reason, ...next };
    onChange({
      ...others,
      ...(chosen.state === undefined ? {} : { state: chosen.state }),
      ...(chosen.channel === undefined ? {} : { channel: chosen.channel }),
      ...(chosen.reason === undefined ? {} : { reason: chosen.reason }),
    });
  };
  return (
    <search className={classes.filters}>
      <Select
        aria-label="State"
        placeholder="Any state"
        data={STATES}
        clearable
        clearButtonProps={{ 'aria-label': 'Any state' }}
        value={state ?? null}
        onChange={(chosen) => set({ state: (chosen as MessageState | null) ?? undefined })}
      />
      <Select
        aria-label="Channel"
        placeholder="Any channel"
        data={CHANNELS}
        clearable
        clearButtonProps={{ 'aria-label': 'Any channel' }}
        value={channel ?? null}
        onChange={(chosen) => set({ channel: (chosen as MessageChannel | null) ?? undefined })}
      />
      <Select
        aria-label="Reason"
        placeholder="Any reason"
        data={REASONS}
        clearable
        clearButtonProps={{ 'aria-label': 'Any reason' }}
        value={reason ?? null}
        onChange={(chosen) => set({ reason: (chosen as MessageReason | null) ?? undefined })}
      />
      {(contact !== undefined || deliveryId !== undefined) && (
        <span className={classes.soft}>Only of one {contact === undefined ? 'request' : 'person'}.</span>
      )}
      {isFiltered(filter) && (
        <Button variant="subtle" color="gray" onClick={() => onChange({})}>
          Show all
        </Button>
      )}
    </search>
  );
}
