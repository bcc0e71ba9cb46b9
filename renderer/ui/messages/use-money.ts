import { useMemo } from 'react';
import { useSettings } from '#renderer/door/queries.ts';
import { type Money, moneyOf } from '#shared/contract/money.ts';

/** How the business writes amounts; until the settings are there, as a new one does. */
export function useMoney(): Money {
  const { data } = useSettings();
  const country = data?.country ?? 'GB';
  const currency = data?.currency ?? null;
  return useMemo(() => moneyOf({ country, currency }), [country, currency]);
}
