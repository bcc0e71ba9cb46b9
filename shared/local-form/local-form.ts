import type { Settings } from '../contract/settings.ts';

/** How the business writes dates, times and numbers: English words in its country's manner, on the clocks of its own zone. */
export interface LocalForm {
  locale: string;
  timeZone: string;
}

/** Where the settings are not known, or do not count. */
export const DEFAULT_LOCALE = 'en-GB';

/** Of the settings. */
export function localFormOf({ country, timeZone }: Pick<Settings, 'country' | 'timeZone'>): LocalForm {
  return { locale: localeOf(country), timeZone };
}

/** `en-DE` for `DE`: the words of texts are English, their dates and numbers as in the country. */
export function localeOf(country: string): string {
  return `en-${country}`;
}
