import { OUTCOME_WORDS } from '#renderer/ui/outcome/outcome-words.ts';
import { formatSpan } from '#renderer/ui/time/format-time.ts';
import type { LogFilter, PERIODS } from './log-filter.ts';

const PERIOD_WORDS: Record<(typeof PERIODS)[number], string> = {
  today: 'today',
  yesterday: 'yesterday',
  'this-week': 'since Monday',
  '7-days': 'in the last 7 days',
  '30-days': 'in the last 30 days',
};

/** What a filter leaves of the log, in a few words, as a name for it; `names` are those of the chosen webhook and contact. */
export function filterSentence(
  { webhook, outcome, contact, time, text }: LogFilter,
  names: { webhook: string | undefined; contact: string | undefined },
  locale: string,
): string {
  const day = (date: string) => formatSpan(date, 'date', { locale, timeZone: 'UTC' });
  const parts = [
    outcome && OUTCOME_WORDS[outcome].label,
    webhook && `of ${names.webhook ?? 'a webhook'}`,
    contact && `about ${names.contact ?? 'somebody'}`,
    time && (typeof time === 'string' ? PERIOD_WORDS[time] : `from ${day(time.from)} to ${day(time.to)}`),
    text && `with “${text}”`,
  ].filter((part) => typeof part === 'string');
  const sentence = parts.join(', ').replace(/^(?:of|about|with|in|since|from) /, (word) => `Requests ${word}`);
  return (sentence.charAt(0).toUpperCase() + sentence.slice(1)).slice(0, 120);
}
