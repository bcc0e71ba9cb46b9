import { Select, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { detailFor } from '#renderer/ui/field-messages.ts';
import { COUNTRY_CHOICES } from '#renderer/ui/regions/country-choices.ts';
import { currencyChoices } from '#renderer/ui/regions/currency-choices.ts';
import { timeZoneChoices } from '#renderer/ui/regions/time-zone-choices.ts';
import { usualCurrency } from '#shared/contract/money.ts';
import { Section } from './Section.tsx';
import type { SectionProps } from './SettingsForm.tsx';

export function BusinessSection({ draft, onChange, error }: SectionProps) {
  const zones = useMemo(() => timeZoneChoices(draft.timeZone), [draft.timeZone]);
  const usual = usualCurrency(draft.country);
  const currency = draft.currency ?? usual;
  const currencies = useMemo(() => currencyChoices(currency), [currency]);
  return (
    <Section title="Your business" text="New webhooks start with this country and time zone; each can have its own.">
      <TextInput
        label="Name"
        description="Shown at the top of this window."
        value={draft.businessName}
        onChange={({ currentTarget }) => onChange({ businessName: currentTarget.value })}
        error={detailFor(error, '/businessName')}
        maxLength={120}
      />
      <Select
        label="Country"
        description="Phone numbers without a country code are read as numbers of this country, and dates and numbers are written as they are there."
        data={COUNTRY_CHOICES}
        value={draft.country}
        onChange={(country) => country && onChange({ country })}
        error={detailFor(error, '/country')}
        searchable
      />
      <Select
        label="Currency"
        description="What messages cost is said in it."
        data={currencies}
        value={currency}
        onChange={(chosen) => chosen && onChange({ currency: chosen === usual ? null : chosen })}
        error={detailFor(error, '/currency')}
        searchable
        limit={80}
      />
      <Select
        label="Time zone"
        description="Dates and times are shown in this zone."
        data={zones}
        value={draft.timeZone}
        onChange={(timeZone) => timeZone && onChange({ timeZone })}
        error={detailFor(error, '/timeZone')}
        searchable
        limit={80}
      />
    </Section>
  );
}
