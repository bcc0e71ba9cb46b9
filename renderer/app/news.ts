import { OUTCOME_WORDS, outcomeLabel } from '#renderer/ui/outcome/outcome-words.ts';
import { sayPhone } from '#renderer/ui/phones/say-phone.ts';
import { sayCount } from '#renderer/ui/say-count.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { ERASED_SENTENCE } from '#shared/contract/erasure.ts';
import type { EngineEvent } from '#shared/contract/event.ts';
import type { MessageState } from '#shared/contract/message.ts';
import { visibleText } from '#shared/text/visible-text.ts';

/** A short note about requests that came in while the owner was looking elsewhere. */
export interface News {
  title: string;
  text: string;
  href: string;
  isProblem: boolean;
}

/** Older ones were missed while away; the lists show them, and a note would only be noise. */
const FRESH = 20_000;

/**
 * What to tell of a batch of events, or null. Only settled requests from real senders count, and only where the owner does not see
 * them anyway: not in the log, not for the webhook that is open in the editor, and not for a conflict just decided. A burst becomes one note.
 */
export function newsOf(events: readonly EngineEvent[], path: string, now: number): News | null {
  const deliveries = events
    .flatMap((event) => (event.type === 'delivery' ? [event.delivery] : []))
    .filter((delivery) => isNews(delivery, path, now));
  const newest = deliveries.at(-1);
  if (!newest) return aboutMessages(events, path) ?? aboutFlows(events, path);
  return deliveries.length === 1 ? aboutOne(newest) : aboutSeveral(deliveries);
}

/** Messages that have come to wait for the owner, who is not looking at the Outbox. What a request brought is told with the request. */
function aboutMessages(events: readonly EngineEvent[], path: string): News | null {
  if (path.startsWith('/outbox')) return null;
  const waiting = new Set(
    events.flatMap((event) => (event.type === 'message' && WAITING.has(event.state) ? [event.id] : [])),
  );
  const [first] = waiting;
  if (first === undefined) return null;
  return {
    title: waiting.size === 1 ? 'A message waits for you' : `${sayCount(waiting.size)} messages wait for you`,
    text: 'The Outbox says why.',
    href: waiting.size === 1 ? `/outbox/${encodeURIComponent(first)}` : '/outbox',
    isProblem: true,
  };
}

/** People who have come to stand still in a flow until the owner decides, as after the computer slept. */
function aboutFlows(events: readonly EngineEvent[], path: string): News | null {
  if (path.startsWith('/flows')) return null;
  const waiting = new Set(events.flatMap((event) => (event.type === 'run' && event.state === 'held' ? [event.id] : [])))
    .size;
  if (waiting === 0) return null;
  return {
    title: waiting === 1 ? 'A flow waits for you' : `${sayCount(waiting)} flows wait for you`,
    text: 'It is later than it was to be.',
    href: '/flows',
    isProblem: true,
  };
}

/** Not `held`: quiet hours and the daily cap let it go by themselves. */
const WAITING: ReadonlySet<MessageState> = new Set(['blocked', 'failed', 'unknown']);

function isNews(delivery: Delivery, path: string, now: number): boolean {
  const { outcome, reason, origin, webhookId, receivedAt, sentence } = delivery;
  if (outcome === null || origin !== 'sender' || sentence === ERASED_SENTENCE) return false;
  // Several come for each message; one that did not arrive is told as the message.
  if (reason === 'message-report') return false;
  if (path.startsWith('/conflicts/') || path === '/log' || path === `/webhooks/${webhookId}`) return false;
  return now - Date.parse(receivedAt) < FRESH;
}

function isProblem({ outcome }: Delivery): boolean {
  const { tone } = OUTCOME_WORDS[outcome ?? 'pending'];
  return tone === 'attention' || tone === 'fault';
}

function aboutOne(delivery: Delivery): News {
  const outcome = outcomeLabel(delivery.outcome, delivery.reason);
  return {
    title: `New request for ${visibleText(delivery.webhookName)}`,
    text: delivery.contact ? `${visibleText(sayPhone(delivery.contact.label))} · ${outcome.toLowerCase()}` : outcome,
    href: `/log/${encodeURIComponent(delivery.id)}`,
    isProblem: isProblem(delivery),
  };
}

function aboutSeveral(deliveries: readonly Delivery[]): News {
  const names = new Set(deliveries.map(({ webhookName }) => visibleText(webhookName)));
  const problems = deliveries.filter(isProblem).length;
  return {
    title: `${sayCount(deliveries.length)} new requests${names.size === 1 ? ` for ${[...names][0]}` : ''}`,
    text: problems === 0 ? 'No problems' : `${problems} with a problem`,
    href: '/log',
    isProblem: problems > 0,
  };
}
