import { useMemo } from 'react';
import { useSettings } from '#renderer/door/queries.ts';
import { DEFAULT_LOCALE, type LocalForm, localeOf } from '#shared/local-form/local-form.ts';

/** The business's manner of writing dates; until the settings are there, on the clocks of this computer. */
export function useBusiness(): LocalForm {
  const { data } = useSettings();
  const locale = data ? localeOf(data.country) : DEFAULT_LOCALE;
  const timeZone = data?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  return useMemo(() => ({ locale, timeZone }), [locale, timeZone]);
}
