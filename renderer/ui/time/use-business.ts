import { useMemo } from 'react';
import { useSettings } from '#renderer/door/queries.ts';
import type { Business } from './format-time.ts';

/** The business's manner of writing dates; until the settings are there, that of this computer. */
export function useBusiness(): Business {
  const { data } = useSettings();
  const locale = data ? `en-${data.country}` : 'en-GB';
  const timeZone = data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
}
