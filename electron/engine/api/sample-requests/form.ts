import { inDays, isoDate } from './sample-time.ts';

/** Someone fills in a contact form; shaped like what website builders send: urlencoded, with keys in brackets. */
export function formRequest(now: number): string {
  return new URLSearchParams([
    ['form[id]', 'contact-7f3'],
    ['form[name]', 'Ask for a quote'],
    ['fields[name]', 'Priya Nair'],
    ['fields[email]', 'priya.nair@example.net'],
    ['fields[phone]', '+44 (0)20 7946 0321'],
    ['fields[preferred_date]', isoDate(inDays(now, 7, 0))],
    ['fields[services][]', 'Garden design'],
    ['fields[services][]', 'Planting'],
    ['fields[message]', 'We have just moved in & would love some advice.\nIs a visit on a weekday possible?'],
    ['fields[newsletter]', 'on'],
    ['meta[page_url]', 'https://garden.example/quote'],
    ['meta[submitted_at]', String(Math.floor(now / 1000))],
  ]).toString();
}
