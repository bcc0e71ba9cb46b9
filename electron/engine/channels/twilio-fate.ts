import { twilioReason } from '#shared/text/twilio-errors.ts';
import type { Account, ChannelPorts, Fate } from './channel.ts';
import { readJsonObject } from './http-attempt.ts';
import { lookAtTwilio } from './twilio-api.ts';

/** By Twilio's words for the status of messages and calls; an error code says more of what was lost. */
const FATES: Readonly<Record<string, Fate>> = {
  ...statuses(['accepted', 'scheduled', 'queued', 'sending'], 'waiting', 'Twilio is sending it.'),
  ...statuses(['initiated', 'ringing', 'in-progress'], 'waiting', 'Twilio is calling.'),
  ...statuses(['sent'], 'sent', 'It has left Twilio.'),
  ...statuses(['delivered', 'read'], 'arrived', 'It arrived.'),
  ...statuses(['completed'], 'arrived', 'The call was taken.'),
  ...statuses(['undelivered', 'failed'], 'lost', 'Twilio says that it did not arrive'),
  ...statuses(['canceled'], 'lost', 'It was cancelled at Twilio'),
  ...statuses(['busy'], 'lost', 'The number was busy'),
  ...statuses(['no-answer'], 'lost', 'Nobody took the call'),
};

function statuses(names: readonly string[], state: Fate['state'], sentence: string): Record<string, Fate> {
  return Object.fromEntries(names.map((name) => [name, { state, sentence }]));
}

/** Asks Twilio what became of a message or call, by its id. */
export async function fateAtTwilio(
  kind: 'Messages' | 'Calls',
  providerId: string,
  account: Account,
  ports: ChannelPorts,
): Promise<Fate> {
  const attempt = await lookAtTwilio(`${kind}/${encodeURIComponent(providerId)}`, account, ports);
  const isUnreachable = attempt.kind === 'ended' || attempt.status === 429 || attempt.status >= 500;
  if (isUnreachable) return { state: 'waiting', sentence: 'Twilio does not answer at the moment.' };
  const answer = readJsonObject(attempt.text);
  const status = typeof answer?.status === 'string' ? answer.status : '';
  const fate = Object.hasOwn(FATES, status) ? FATES[status]! : null;
  if (fate === null) return { state: 'untold', sentence: 'It does not say whether messages arrive.' };
  return fate.state === 'lost' ? { ...fate, sentence: `${fate.sentence}${why(answer?.error_code)}.` } : fate;
}

/** The code stands in it, since that is what Twilio's support asks for. */
function why(code: unknown): string {
  if (typeof code !== 'number') return '';
  const reason = twilioReason(String(code));
  return `${reason === null ? '' : `: ${reason}`} (error ${code})`;
}
