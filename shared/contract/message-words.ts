import { assertNever } from '../errors.ts';
import type { Message, MessageReason, MessageState } from './message.ts';

const SENT = {
  try: { sentence: 'A try: this is how it would look. It was not really sent.', next: 'Nothing to do.' },
  test: {
    sentence: 'Test mode: this is how it would look. It was not really sent.',
    next: 'Switch the channel to live mode in Settings when you are ready.',
  },
  live: { sentence: 'It was sent.', next: 'Nothing to do.' },
};

/** Where a message stands, in one sentence, and what to do next. `isDue`: Fieldhook goes on with it by itself. */
export function explainMessage(
  state: MessageState,
  reason: MessageReason | null,
  mode: 'try' | 'test' | 'live',
  isDue: boolean,
): { sentence: string; next: string } {
  switch (state) {
    case 'queued':
      return {
        sentence: 'It waits for its turn.',
        next: reason === 'provider-down' ? 'It is tried again by itself.' : 'Nothing to do.',
      };
    case 'sending':
      return { sentence: 'It is on its way.', next: 'Nothing to do.' };
    case 'sent':
      return SENT[mode];
    case 'delivered':
      return { sentence: 'It arrived.', next: 'Nothing to do.' };
    case 'dropped':
      return { sentence: 'You dropped it. It was not sent.', next: 'Nothing to do.' };
    case 'unknown':
      return {
        sentence: 'It may have been sent: no clear answer came back.',
        next: isDue
          ? 'Fieldhook asks the provider whether it went out. Wait for that, or look there yourself.'
          : 'Look at the provider whether it went out. Then mark it as sent, or send it again.',
      };
    case 'held':
      return { sentence: 'It is held back.', next: explainReason(reason) };
    case 'blocked':
      return { sentence: 'It cannot be sent as it is.', next: explainReason(reason) };
    case 'failed':
      return { sentence: 'It was not sent.', next: explainReason(reason) };
    default:
      return assertNever(state);
  }
}

function explainReason(reason: MessageReason | null): string {
  switch (reason) {
    case 'no-address':
      return 'Give the contact an address for this channel, or choose another channel in the flow.';
    case 'bad-address':
      return 'Correct the address of the contact.';
    case 'cannot-start':
      return 'Wait until the person writes to you, or choose another channel or, for WhatsApp, an approved template in the flow.';
    case 'opted-out':
      return 'Drop it: the person does not want messages here.';
    case 'missing-value':
      return 'Fill in the value and send it, edit the text, or drop it. For the next time, give the value a default in the flow.';
    case 'bad-template':
      return 'Edit the text, or drop it, and correct the flow.';
    case 'quiet-hours':
      return 'It goes out by itself. Or send it now.';
    case 'daily-cap':
      return 'It goes out by itself tomorrow. Or send it now, or raise the limit in the channel’s settings.';
    case 'spike':
      return 'Look whether so many messages are right. Then send or drop them.';
    case 'address-limit':
      return 'Look whether so many to one person are right. Then send or drop it, or raise the limit in the channel’s settings.';
    case 'budget':
      return 'Raise the budget in the channel’s settings and release what it holds, or send this one alone, or drop it.';
    case 'country-not-allowed':
      return 'Allow the country in the channel’s settings if it is right, then try again.';
    case 'cool-down':
      return 'Nothing to do.';
    case 'too-late':
      return 'Send it now, or drop it.';
    case 'drifted':
      return 'Read it: a value in it may be of an earlier request. Mend what the webhook shows, or edit this message; then send or drop it.';
    case 'restored':
      return 'Look at the provider, or ask the person, whether it went out. Then drop it, or send it now.';
    case 'not-set-up':
    case 'needs-credentials':
      return 'Set the channel up in Settings, then try again.';
    case 'refused-by-provider':
      return 'Correct what is named here, then try again, or drop it.';
    case 'undelivered':
      return 'Reach the person another way, or correct the address and try again.';
    case 'provider-down':
      return 'Try again when the provider can be reached, or drop it.';
    case 'no-answer':
    case 'interrupted':
      return 'Look at the provider whether it went out.';
    case null:
      return 'Send it now, or drop it.';
    default:
      return assertNever(reason);
  }
}

/** What the owner may do with a message as it stands. */
export function decisionsFor(state: MessageState): readonly MessageDecision[] {
  switch (state) {
    case 'held':
      return ['release', 'drop'];
    case 'blocked':
    case 'failed':
      return ['retry', 'drop'];
    case 'unknown':
      return ['mark-sent', 'retry', 'drop'];
    case 'queued':
      return ['drop'];
    default:
      return [];
  }
}

/** A guard rail holds it until its time has come (SN6): it goes out by itself, and nobody has to decide. */
export function goesByItself({ state, dueAt }: Pick<Message, 'state' | 'dueAt'>): boolean {
  return state === 'held' && dueAt !== null;
}

/** SN7: its text has a hole in it. It may not leave before that can be filled, or the owner has written another one. */
export function isUnfinished(reason: MessageReason | null): boolean {
  return reason === 'missing-value' || reason === 'bad-template';
}

export const MESSAGE_DECISIONS = ['retry', 'release', 'drop', 'mark-sent'] as const;
export type MessageDecision = (typeof MESSAGE_DECISIONS)[number];
