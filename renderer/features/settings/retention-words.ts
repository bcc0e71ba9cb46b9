import { sayCount } from '#renderer/ui/say-count.ts';
import { formatSpan } from '#renderer/ui/time/format-time.ts';
import type { RetentionPreview } from '#shared/contract/settings.ts';
import type { LocalForm } from '#shared/local-form/local-form.ts';

/** What saving would delete, and how far back what stays goes. */
export function sayRetention(preview: RetentionPreview, business: LocalForm): string {
  const { requests, bodies, messages, runs, oldestRequest, oldestBody, oldestMessage } = preview;
  const count = (number: number, one: string, many: string) =>
    number === 0 ? [] : [`${sayCount(number)} ${number === 1 ? one : many}`];
  const going = [
    ...count(requests, 'request', 'requests'),
    ...count(bodies, 'raw text', 'raw texts'),
    ...count(messages, 'message', 'messages'),
    ...count(runs, 'way through a flow', 'ways through flows'),
  ];
  const since = (at: string | null, what: string) =>
    at === null ? `no ${what} stay` : `${what} stay from ${formatSpan(at, 'date', business)} on`;
  const kept = `${since(oldestRequest, 'requests')}, ${since(oldestBody, 'raw texts')}, ${since(oldestMessage, 'messages')}`;
  const list = [going.slice(0, -1).join(', '), going.at(-1)].filter((part) => part).join(' and ');
  const isOne = requests + bodies + messages + runs === 1;
  return going.length === 0
    ? `Once saved, nothing that is here now is deleted: ${kept}.`
    : `Once saved, ${list} ${isOne ? 'is' : 'are'} deleted within the hour, for good: ${kept}.`;
}
