import { sayCount } from '#renderer/ui/say-count.ts';
import { formatSpan } from '#renderer/ui/time/format-time.ts';
import type { RetentionPreview } from '#shared/contract/settings.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';

/** What saving would delete, and how far back what stays goes. */
export function sayRetention(
  { requests, bodies, oldestRequest, oldestBody }: RetentionPreview,
  business: LocalForm,
): string {
  const count = (number: number, one: string, many: string) => `${sayCount(number)} ${number === 1 ? one : many}`;
  const going = [
    ...(requests > 0 ? [count(requests, 'request', 'requests')] : []),
    ...(bodies > 0 ? [count(bodies, 'raw text', 'raw texts')] : []),
  ].join(' and ');
  const since = (at: string | null, what: string) =>
    at === null ? `no ${what} stay` : `${what} stay from ${formatSpan(at, 'date', business)} on`;
  const kept = `${since(oldestRequest, 'requests')}, ${since(oldestBody, 'raw texts')}`;
  return going === ''
    ? `Once saved, nothing that is here now is deleted: ${kept}.`
    : `Once saved, ${going} ${requests + bodies === 1 ? 'is' : 'are'} deleted within the hour, for good: ${kept}.`;
}
