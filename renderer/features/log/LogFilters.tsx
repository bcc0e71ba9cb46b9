import { Button, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useWebhooks } from '#renderer/door/queries.ts';
import { OUTCOME_WORDS } from '#renderer/ui/outcome/outcome-words.ts';
import { localDate } from '#renderer/ui/time/format-time.ts';
import { useBusiness } from '#renderer/ui/time/use-business.ts';
import { OUTCOMES } from '#shared/contract/outcome.ts';
import { visibleText } from '#shared/text/visible-text.ts';
import { ContactFilter } from './ContactFilter.tsx';
import classes from './log.module.css';
import { EVERYTHING, type LogFilter, logAddress, PERIODS, type Period } from './log-filter.ts';
import { TextFilter } from './TextFilter.tsx';
import { SaveView } from './views/LogViews.tsx';

const PERIOD_WORDS: Record<(typeof PERIODS)[number], string> = {
  today: 'Today',
  yesterday: 'Yesterday',
  'this-week': 'Since Monday',
  '7-days': 'Last 7 days',
  '30-days': 'Last 30 days',
};

const OUTCOME_CHOICES = [...OUTCOMES, 'pending' as const].map((outcome) => ({
  value: outcome,
  label: OUTCOME_WORDS[outcome].label,
}));

/** Which requests to show, as a sentence: of which webhook, how they ended, when, about whom, and what they say. */
export function LogFilters({
  filter,
  onChange,
}: {
  filter: LogFilter;
  onChange: (change: Partial<LogFilter>) => void;
}) {
  const { data: webhooks = [] } = useWebhooks();
  const { webhook, outcome, contact, time, text } = filter;
  return (
    <search className={classes.filters} aria-label="Filter requests">
      <Part word="Requests of">
        <Select
          aria-label="Webhook"
          placeholder="All webhooks"
          data={webhooks.map(({ id, name }) => ({ value: id, label: visibleText(name) }))}
          value={webhook}
          onChange={(value) => onChange({ webhook: value })}
          clearable
          searchable={webhooks.length > 8}
        />
      </Part>
      <Part word="that are">
        <Select
          aria-label="Outcome"
          placeholder="Any outcome"
          data={OUTCOME_CHOICES}
          value={outcome}
          onChange={(value) => onChange({ outcome: value as LogFilter['outcome'] })}
          renderOption={({ option }) => (
            <span>
              {option.label}
              <span className={classes.meaning}>
                {OUTCOME_WORDS[option.value as keyof typeof OUTCOME_WORDS].meaning}
              </span>
            </span>
          )}
          comboboxProps={{ width: 300, position: 'bottom-start' }}
          maxDropdownHeight={520}
          clearable
        />
      </Part>
      <Part word="from">
        <PeriodFilter time={time} onChange={(period) => onChange({ time: period })} />
      </Part>
      <Part word="about">
        <ContactFilter userNs={contact} onChange={(value) => onChange({ contact: value })} />
      </Part>
      <Part word="containing">
        <TextFilter text={text} onChange={(value) => onChange({ text: value })} />
      </Part>
      {logAddress(filter) !== '/log' && (
        <Button
          variant="subtle"
          color="gray"
          leftSection={<IconX size={15} aria-hidden />}
          onClick={() => onChange(EVERYTHING)}
        >
          Clear
        </Button>
      )}
      <SaveView filter={filter} />
    </search>
  );
}

/** A word of the sentence with what can be chosen for it: they stay on one line. */
function Part({ word, children }: { word: string; children: ReactNode }) {
  return (
    <span className={classes.part}>
      <span className={classes.word}>{word}</span>
      {children}
    </span>
  );
}

function PeriodFilter({ time, onChange }: { time: Period | null; onChange: (time: Period | null) => void }) {
  const { timeZone } = useBusiness();
  const today = localDate(Date.now(), timeZone);
  const isBetween = time !== null && typeof time !== 'string';
  return (
    <>
      <Select
        aria-label="Time"
        placeholder="Any time"
        data={[
          ...PERIODS.map((period) => ({ value: period, label: PERIOD_WORDS[period] })),
          { value: 'between', label: 'Between…' },
        ]}
        value={isBetween ? 'between' : time}
        onChange={(value) => onChange(value === 'between' ? { from: today, to: today } : (value as Period | null))}
        clearable
      />
      {isBetween && (
        <>
          <TextInput
            type="date"
            aria-label="From"
            value={time.from}
            max={time.to}
            onChange={({ currentTarget }) => currentTarget.value && onChange({ ...time, from: currentTarget.value })}
          />
          <TextInput
            type="date"
            aria-label="To"
            value={time.to}
            min={time.from}
            onChange={({ currentTarget }) => currentTarget.value && onChange({ ...time, to: currentTarget.value })}
          />
        </>
      )}
    </>
  );
}
