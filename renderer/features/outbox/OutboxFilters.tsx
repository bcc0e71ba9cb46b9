import { Button, Select } from '@mantine/core';
import { MESSAGE_STATE_WORDS, REASON_WORDS } from '#renderer/ui/messages/message-words.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { MESSAGE_CHANNELS, MESSAGE_REASONS, MESSAGE_STATES } from '#shared/contract/message.ts';
import classes from './outbox.module.css';
import { isFiltered, type OutboxFilter } from './outbox-filter.ts';

const CHOICES = [
  {
    key: 'state',
    label: 'State',
    any: 'Any state',
    data: MESSAGE_STATES.map((value) => ({ value, label: MESSAGE_STATE_WORDS[value].label })),
  },
  {
    key: 'channel',
    label: 'Channel',
    any: 'Any channel',
    data: MESSAGE_CHANNELS.map((value) => ({ value, label: MESSAGE_CHANNEL_WORDS[value] })),
  },
  {
    key: 'reason',
    label: 'Reason',
    any: 'Any reason',
    data: MESSAGE_REASONS.map((value) => ({ value, label: REASON_WORDS[value] })),
  },
] as const;

/** By state, channel and reason; a link from a person or a request narrows it further. */
export function OutboxFilters({
  filter,
  onChange,
}: {
  filter: OutboxFilter;
  onChange: (filter: OutboxFilter) => void;
}) {
  const set = (key: (typeof CHOICES)[number]['key'], chosen: string | null) => {
    const { [key]: _, ...others } = filter;
    onChange(chosen === null ? others : { ...others, [key]: chosen });
  };
  return (
    <search className={classes.filters}>
      {CHOICES.map(({ key, label, any, data }) => (
        <Select<string>
          key={key}
          className={classes.filter ?? ''}
          aria-label={label}
          placeholder={any}
          data={data}
          clearable
          clearButtonProps={{ 'aria-label': any }}
          value={filter[key] ?? null}
          onChange={(chosen) => set(key, chosen)}
        />
      ))}
      {(filter.contact !== undefined || filter.deliveryId !== undefined) && (
        <span className={classes.soft}>Only of one {filter.contact === undefined ? 'request' : 'person'}.</span>
      )}
      {filter.attention === 'true' && <span className={classes.soft}>Only what waits for you.</span>}
      {filter.later === 'true' && <span className={classes.soft}>Only what goes out by itself.</span>}
      {isFiltered(filter) && (
        <Button variant="subtle" color="gray" onClick={() => onChange({})}>
          Show all
        </Button>
      )}
    </search>
  );
}
