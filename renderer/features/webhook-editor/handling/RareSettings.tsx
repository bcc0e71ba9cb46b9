import { MultiSelect, NumberInput, SegmentedControl, Switch, Text } from '@mantine/core';
import { useId } from 'react';
import { COUNTRY_CHOICES } from '#renderer/ui/regions/country-choices.ts';
import { sayCount, typedSeparators } from '#renderer/ui/say-count.ts';
import type { WebhookConfig } from '#shared/contract/webhook.ts';
import { NUMBER_FORMAT_WORDS } from '#shared/contract/webhook-words.ts';
import classes from './handling.module.css';
import { LONG_LIST } from './long-list.ts';

const USUAL_LIMIT = { requests: 500, hours: 24 };

/** What few webhooks need to change, folded. */
export function RareSettings({
  config,
  set,
}: {
  config: WebhookConfig;
  set: (label: string, change: Partial<WebhookConfig>) => void;
}) {
  const numbersId = useId();
  return (
    <details className={classes.rare}>
      <summary>More settings: numbers, limit, lost plus signs</summary>
      <div className={classes.settings}>
        <div>
          <Text size="sm" fw={500} id={numbersId}>
            How numbers are written
          </Text>
          <Text size="xs" c="dimmed" mb={5}>
            In text: with a decimal point, or with a decimal comma.
          </Text>
          <SegmentedControl
            aria-labelledby={numbersId}
            data={[
              { value: 'point', label: NUMBER_FORMAT_WORDS.point },
              { value: 'comma', label: NUMBER_FORMAT_WORDS.comma },
            ]}
            value={config.numberFormat}
            onChange={(format) =>
              set(`Numbers with a decimal ${format}`, { numberFormat: format as WebhookConfig['numberFormat'] })
            }
          />
        </div>
        <MultiSelect
          label="Countries whose plus sign gets lost"
          description="Some senders leave out the + of an international number. Digits that are a valid number of these countries are read with it."
          data={COUNTRY_CHOICES}
          searchable
          comboboxProps={LONG_LIST}
          clearable
          placeholder={config.plusCountries.length === 0 ? 'None' : ''}
          value={config.plusCountries}
          onChange={(plusCountries) => set('Countries whose plus sign gets lost', { plusCountries })}
        />
        <Limit limit={config.limit} onChange={(limit) => set(limitWords(limit), { limit })} />
      </div>
    </details>
  );
}

function Limit({
  limit,
  onChange,
}: {
  limit: WebhookConfig['limit'];
  onChange: (limit: WebhookConfig['limit']) => void;
}) {
  return (
    <div className={classes.wide}>
      <Switch
        label="Limit the number of requests"
        description="Beyond the limit the sender is asked to try again later. It protects you from a sender gone wild."
        checked={limit !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? USUAL_LIMIT : null)}
      />
      {limit !== null && (
        <div className={classes.limit}>
          <NumberInput
            aria-label="Requests"
            w={120}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            clampBehavior="strict"
            {...typedSeparators()}
            value={limit.requests}
            onChange={(requests) => typeof requests === 'number' && requests >= 1 && onChange({ ...limit, requests })}
          />
          <Text size="sm">requests in</Text>
          <NumberInput
            aria-label="Hours"
            w={96}
            min={1}
            max={720}
            allowDecimal={false}
            clampBehavior="strict"
            value={limit.hours}
            onChange={(hours) => typeof hours === 'number' && hours >= 1 && onChange({ ...limit, hours })}
          />
          <Text size="sm">hours</Text>
        </div>
      )}
    </div>
  );
}

function limitWords(limit: WebhookConfig['limit']): string {
  return limit === null ? 'No limit' : `Limit: ${sayCount(limit.requests)} requests in ${limit.hours} hours`;
}
