import { sayCount } from '#renderer/ui/say-count.ts';
import { MESSAGE_CHANNEL_WORDS } from '#shared/contract/channel-words.ts';
import { PRIVATE_MASK } from '#shared/contract/field.ts';
import {
  GROUP_STATES,
  type GroupReason,
  type Message,
  type MessageReason,
  type MessageState,
} from '#shared/contract/message.ts';
import { decisionsFor, goesByItself, type MessageDecision } from '#shared/contract/message-words.ts';
import { type Money, sayAmount } from '#shared/contract/money.ts';
import type { Tone } from '../outcome/outcome-words.ts';

interface Words {
  label: string;
  tone: Tone;
}

interface Way {
  label: string;
  href: string;
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

/** “Sent” would be untrue in test mode, “Not sent” of what left and did not arrive, and what goes out by itself asks nothing of the owner. */
export function messageStateWords(message: Pick<Message, 'state' | 'mode' | 'dueAt' | 'reason'>): Words {
  if (goesByItself(message)) return LATER_WORDS;
  const { state, mode, reason } = message;
  if (state === 'failed' && reason === 'undelivered') {
    return { ...MESSAGE_STATE_WORDS.failed, label: REASON_WORDS.undelivered };
  }
  return state === 'sent' && mode === 'test' ? { label: 'Not really sent', tone: 'quiet' } : MESSAGE_STATE_WORDS[state];
}

export const LATER_WORDS: Words = { label: 'Goes out later', tone: 'waiting' };

/** What happens by itself when a message is due; what is unclear is never sent again so: only its provider is asked. */
export function dueWords(message: Pick<Message, 'state' | 'dueAt'>): string {
  if (message.state === 'unknown') return 'Provider is asked';
  return goesByItself(message) ? 'Goes out' : 'Next try';
}

/** Whether a message waits for a decision of the owner. */
export function needsAttention(message: Pick<Message, 'state' | 'dueAt'>): boolean {
  return message.state !== 'queued' && !goesByItself(message) && decisionsFor(message.state).length > 0;
}

/** Whether it is said why it stands as it does: it has not gone out, or nobody knows. */
export function saysWhy(message: Pick<Message, 'state' | 'dueAt' | 'reason'>): boolean {
  return needsAttention(message) || goesByItself(message) || (message.state === 'queued' && message.reason !== null);
}

const BY_CHANNEL: ReadonlySet<MessageReason> = new Set([
  ...['quiet-hours', 'daily-cap', 'spike', 'address-limit', 'budget', 'country-not-allowed'],
  ...['not-set-up', 'needs-credentials', 'refused-by-provider'],
] as const);

/** Where the owner changes what keeps it back. */
export function wayToRule({ reason, channel }: Pick<Message, 'reason' | 'channel'>): Way | null {
  if (reason === 'opted-out') return { label: 'Who wants no messages', href: '/outbox/opt-outs' };
  if (reason === null || !BY_CHANNEL.has(reason)) return null;
  return { label: `Settings of ${MESSAGE_CHANNEL_WORDS[channel]}`, href: `/settings/channels/${channel}` };
}

/** Whether something private in it is hidden (LG3). */
export function isMasked({ subject, text }: Pick<Message, 'subject' | 'text'>): boolean {
  return `${subject} ${text}`.includes(PRIVATE_MASK);
}

/** What keeps a message back, or became of it, in a list to choose from. Limits are called as in the channel’s settings. */
export const REASON_WORDS: Record<MessageReason, string> = {
  'no-address': 'No address',
  'bad-address': 'Address cannot be used',
  'cannot-start': 'Cannot write first',
  'opted-out': 'Wants no messages',
  'missing-value': 'Value is missing',
  'bad-template': 'Text cannot be filled in',
  'quiet-hours': 'Quiet hours',
  'daily-cap': 'Most in a day',
  spike: 'Spike brake',
  'address-limit': 'Most to one address',
  budget: 'Most to spend in a day',
  'country-not-allowed': 'Country not allowed',
  'cool-down': 'Sent lately',
  'too-late': 'Too late',
  drifted: 'Requests changed',
  restored: 'Data went back',
  'not-set-up': 'Channel not set up',
  'needs-credentials': 'Credentials are missing',
  'refused-by-provider': 'Refused by the provider',
  undelivered: 'Did not arrive',
  'provider-down': 'Provider not reached',
  'no-answer': 'No clear answer',
  interrupted: 'Interrupted',
};

export function isGroupReason(reason: MessageReason | undefined): reason is GroupReason {
  return reason !== undefined && Object.hasOwn(GROUP_STATES, reason);
}

/** Of a group, by the state of its messages: `3 messages are held`, what is done with them (`Release`), and how one goes on that cannot go. */
export const GROUP_WORDS: Record<
  (typeof GROUP_STATES)[GroupReason],
  { stand: (count: number) => string; again: (what: string) => string; stays: string }
> = {
  held: {
    stand: (count) => `${countWords(count)} ${count === 1 ? 'is' : 'are'} held`,
    again: (what) => `Release ${what}`,
    stays: 'held',
  },
  blocked: {
    stand: (count) => `${countWords(count)} ${count === 1 ? 'is' : 'are'} blocked`,
    again: (what) => `Try ${what} again`,
    stays: 'blocked',
  },
  failed: {
    stand: (count) => `${countWords(count)} ${count === 1 ? 'was' : 'were'} not sent`,
    again: (what) => `Try ${what} again`,
    stays: 'here',
  },
};

/** What the buttons of a decision say. */
export const DECISION_WORDS: Record<MessageDecision, string> = {
  release: 'Send now…',
  retry: 'Try again…',
  'mark-sent': 'It was sent…',
  drop: 'Drop…',
};

/** For screen readers, after a decision. */
export const DECIDED_WORDS: Record<MessageDecision, string> = {
  release: 'The message goes out now.',
  retry: 'The message is sent again.',
  'mark-sent': 'The message is marked as sent.',
  drop: 'The message is dropped.',
};

/** `1 message`, `2,000 messages` */
export function countWords(count: number): string {
  return count === 1 ? '1 message' : `${sayCount(count)} messages`;
}

/** `1 message goes out by itself`, `2,000 messages go out by themselves` */
export function laterWords(count: number): string {
  return `${countWords(count)} ${count === 1 ? 'goes out by itself' : 'go out by themselves'}`;
}

/** Of a message whose text the owner wrote. */
export const OWN_WORDS = 'You wrote this text: it goes out exactly so.';

/** Whether the text of a message can still be changed: it has not gone out and is not about to. */
export function isEditable({ state }: Pick<Message, 'state'>): boolean {
  return state === 'queued' || state === 'held' || state === 'blocked' || state === 'failed';
}

/** `about £0.16`: an estimate. */
export function costWords(cost: number, money: Money): string {
  return `about ${sayAmount(cost, money)}`;
}

/** `2 SMS parts (Unicode)`: what an SMS costs. */
export function segmentWords({ count, encoding }: NonNullable<Message['segments']>): string {
  return `${count === 1 ? '1 SMS' : `${count} SMS`}${encoding === 'UCS-2' ? ', in Unicode' : ''}`;
}
