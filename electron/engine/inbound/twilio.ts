import type { InboundEvent, ReportedState, Wish } from '#shared/contract/inbound.ts';
import type { JsonValue } from '#shared/json/value.ts';
import { memberOf, textOf } from './read-json.ts';
import { explainTwilioError } from './twilio-errors.ts';
import { wishOf } from './wish-of.ts';

const WHATSAPP = 'whatsapp:';
const E164 = /^\+[1-9]\d{6,14}$/;

/** What Twilio calls them, and what that means for a message of ours. Of the others nothing is known yet. */
const STATES: Readonly<Record<string, ReportedState>> = {
  accepted: 'sent',
  scheduled: 'sent',
  queued: 'sent',
  sending: 'sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'delivered',
  undelivered: 'undelivered',
  failed: 'undelivered',
  canceled: 'undelivered',
  // Of calls.
  completed: 'delivered',
  busy: 'undelivered',
  'no-answer': 'undelivered',
};

const SENTENCES: Readonly<Record<string, string>> = {
  read: 'Twilio says that it was read.',
  completed: 'Twilio says that the call was taken.',
  busy: 'The number was busy.',
  'no-answer': 'Nobody took the call.',
  canceled: 'It was cancelled at Twilio.',
};

/** A message or call to the owner's number, or the report about one of ours (SMS, WhatsApp and calls). */
export function readTwilio(payload: JsonValue): InboundEvent[] {
  const status = (textOf(payload, 'MessageStatus') || callStatus(payload)).toLowerCase();
  if (status !== '' && status !== 'received') return report(payload, status);
  const sender = textOf(payload, 'From');
  if (textOf(payload, 'MessageSid') === '') return [];
  const isWhatsApp = sender.startsWith(WHATSAPP);
  const from = isWhatsApp ? sender.slice(WHATSAPP.length) : sender;
  // A short code or a name is nobody who could be written to.
  if (!E164.test(from)) return [];
  return [{ kind: 'wrote', channel: isWhatsApp ? 'whatsapp' : 'sms', from, wish: wishIn(payload) }];
}

/** A call from outside has a state too, and is no report. */
function callStatus(payload: JsonValue): string {
  return textOf(payload, 'Direction') === 'inbound' ? '' : textOf(payload, 'CallStatus');
}

/** A number with words of its own at Twilio says itself what they mean. */
function wishIn(payload: JsonValue): Wish | null {
  const word = textOf(payload, 'Body').trim().slice(0, 40);
  switch (textOf(payload, 'OptOutType').toUpperCase()) {
    case 'STOP':
      return { wants: 'stop', word: word.toUpperCase() };
    case 'START':
      return { wants: 'start', word: word.toUpperCase() };
    default:
      return wishOf(textOf(payload, 'Body'));
  }
}

function report(payload: JsonValue, status: string): InboundEvent[] {
  const providerId = textOf(payload, 'MessageSid') || textOf(payload, 'CallSid');
  const state = Object.hasOwn(STATES, status) ? STATES[status] : undefined;
  if (providerId === '' || state === undefined) return [];
  return [{ kind: 'report', providerId, state, sentence: sentenceOf(payload, status, state) }];
}

function sentenceOf(payload: JsonValue, status: string, state: ReportedState): string {
  const known = SENTENCES[status];
  if (known !== undefined) return known;
  if (state === 'sent') return 'Twilio says that it has it.';
  if (state === 'delivered') return 'Twilio says that it arrived.';
  const code = memberOf(payload, 'ErrorCode');
  return explainTwilioError(typeof code === 'string' || typeof code === 'number' ? String(code) : '');
}
