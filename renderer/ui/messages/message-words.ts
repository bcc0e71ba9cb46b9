import type { Message, MessageState } from '#shared/contract/message.ts';
import { sayAmount } from '#shared/contract/message-cost.ts';
import { decisionsFor, type MessageDecision } from '#shared/contract/message-words.ts';
import type { Tone } from '../outcome/outcome-words.ts';

interface Words {
  label: string;
  tone: Tone;
}

/** Where a message stands, everywhere the same. */
export const MESSAGE_STATE_WORDS: Record<MessageState, Words> = {
  queued: { label: 'Waiting', tone: 'waiting' },
  held: { label: 'Held back', tone: 'attention' },
  blocked: { label: 'Blocked', tone: 'attention' },
  sending: { label: 'On its way', tone: 'waiting' },
  sent: { label: 'Sent', tone: 'ok' },
  delivered: { label: 'Arrived', tone: 'ok' },
  failed: { label: 'Not sent', tone: 'fault' },
  unknown: { label: 'Unclear', tone: 'attention' },
  dropped: { label: 'Dropped', tone: 'quiet' },
};

/** “Sent” would be untrue in test mode. */
export function messageStateWords({ state, mode }: Pick<Message, 'state' | 'mode'>): Words {
  return state === 'sent' && mode === 'test' ? { label: 'Not really sent', tone: 'quiet' } : MESSAGE_STATE_WORDS[state];
}

/** Whether a message waits for a decision of the owner. */
export function needsAttention({ state }: Pick<Message, 'state'>): boolean {
  return state !== 'queued' && decisionsFor(state).length > 0;
}

/** What the buttons of a decision say. */
export const DECISION_WORDS: Record<MessageDecision, string> = {
  release: 'Send now',
  retry: 'Send again',
  'mark-sent': 'It was sent',
  drop: 'Drop…',
};

/** For screen readers, after a decision. */
export const DECIDED_WORDS: Record<MessageDecision, string> = {
  release: 'The message goes out now.',
  retry: 'The message is sent again.',
  'mark-sent': 'The message is marked as sent.',
  drop: 'The message is dropped.',
};

/** Whether the text of a message can still be changed: it has not gone out and is not about to. */
export function isEditable({ state }: Pick<Message, 'state'>): boolean {
  return state === 'queued' || state === 'held' || state === 'blocked' || state === 'failed';
}

/** `costs about 0.16`: an estimate, in the business’s currency. */
export function costWords(cost: number): string {
  return `costs about ${sayAmount(cost)}`;
}

/** `2 SMS parts (Unicode)`: what an SMS costs. */
export function segmentWords({ count, encoding }: NonNullable<Message['segments']>): string {
  return `${count === 1 ? '1 SMS' : `${count} SMS`}${encoding === 'UCS-2' ? ', in Unicode' : ''}`;
}
