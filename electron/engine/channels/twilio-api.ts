import { twilioReason } from '#shared/text/twilio-errors.ts';
import type { Account, ChannelPorts, CredentialSlot, OutgoingMessage, SendResult, UnclearAttempt } from './channel.ts';
import { attemptHttp, type HttpAttempt, readJsonObject, resultOfStatus } from './http-attempt.ts';

export const TWILIO = 'Twilio';
const API = 'https://api.twilio.com';

const ACCOUNT: readonly CredentialSlot[] = [
  {
    name: 'accountSid',
    label: 'Account SID',
    hint: 'On the front page of Twilio’s console; it begins with AC.',
    isSecret: false,
    isRequired: true,
  },
  { name: 'authToken', label: 'Auth Token', hint: 'Beside the Account SID.', isSecret: true, isRequired: true },
  {
    name: 'baseUrl',
    label: 'Address of the gateway',
    hint: 'Only for a gateway of your own that speaks Twilio’s language; empty for Twilio itself.',
    isSecret: false,
    isRequired: false,
  },
];

export const TWILIO_SLOTS: readonly CredentialSlot[] = ACCOUNT.map((slot) => ({ ...slot, accountAt: 'Twilio' }));

/** `kind` is the resource of Twilio's REST API, version 2010-04-01. */
export async function createTwilio(
  kind: 'Messages' | 'Calls',
  fields: Record<string, string>,
  account: Account,
  ports: ChannelPorts,
  signal: AbortSignal,
): Promise<SendResult> {
  const attempt = await attemptHttp(ports, TWILIO, addressOf(kind, account), {
    method: 'POST',
    headers: { authorization: authorization(account), 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(fields).toString(),
    signal,
  });
  if (attempt.kind === 'ended') return attempt.result;
  const { status, text, retryAt } = attempt;
  const answer = readJsonObject(text);
  if (status >= 200 && status < 300) return accepted(answer);
  const said = typeof answer?.message === 'string' ? answer.message : '';
  // Twilio: sending is not idempotent, and after a fault of its own the message may have gone out (error 20500).
  return explained(resultOfStatus(TWILIO, status, retryAt, said), answer?.code);
}

/** A refusal for a reason that has words says these; the code stands in it, since that is what Twilio's support asks for. */
function explained(result: SendResult, code: unknown): SendResult {
  if (result.state !== 'failed' || result.again || typeof code !== 'number') return result;
  const reason = twilioReason(String(code));
  return reason === null ? result : { ...result, sentence: `Twilio refused it: ${reason} (error ${code}).` };
}

/** Without an id nobody knows what it took. */
function accepted(answer: Record<string, unknown> | null): SendResult {
  if (typeof answer?.sid !== 'string') {
    return { state: 'unknown', sentence: 'Something that is not Twilio answered, and did not say what it did.' };
  }
  return { state: 'sent', providerId: answer.sid, sentence: 'Twilio has taken it.' };
}

/**
 * Looks whether an attempt without an answer reached Twilio: the messages (or calls) to that number since it began. Null where none is found;
 * that says nothing, since the list lags behind.
 */
export async function findTwilio(
  kind: 'Messages' | 'Calls',
  to: string,
  isOurs: (item: Record<string, unknown>) => boolean,
  account: Account,
  ports: ChannelPorts,
  { since, others }: UnclearAttempt,
): Promise<SendResult | null> {
  const day = new Date(since).toISOString().slice(0, 10);
  const query = new URLSearchParams({
    To: to,
    [kind === 'Messages' ? 'DateSent>' : 'StartTime>']: day,
    PageSize: '50',
  });
  const attempt = await askTwilio(`${addressOf(kind, account)}?${query}`, account, ports);
  if (attempt.kind === 'ended' || attempt.status !== 200) return null;
  const list = readJsonObject(attempt.text)?.[kind.toLowerCase()];
  const found = Array.isArray(list)
    ? list.find((item) => isAfter(item, since) && !others.includes(item.sid) && isOurs(item))
    : undefined;
  if (found === undefined) return null;
  const { sid, status } = found;
  if (status === 'failed' || status === 'canceled') {
    const sentence = `Twilio has it as ${status}.`;
    return { state: 'failed', again: false, notBefore: null, providerId: String(sid), sentence };
  }
  return { state: 'sent', providerId: String(sid), sentence: 'Asked later, Twilio says that it has taken it.' };
}

/** What Twilio has of one message or call. */
export function lookAtTwilio(place: string, account: Account, ports: ChannelPorts): Promise<HttpAttempt> {
  return askTwilio(addressOf(place, account), account, ports);
}

function askTwilio(url: string, account: Account, ports: ChannelPorts): Promise<HttpAttempt> {
  const headers = { authorization: authorization(account) };
  return attemptHttp(ports, TWILIO, url, { headers, signal: AbortSignal.timeout(15_000) });
}

/** Twilio tells whole seconds. */
function isAfter(item: unknown, since: number): boolean {
  const created = typeof item === 'object' && item !== null && 'date_created' in item ? item.date_created : null;
  return typeof created === 'string' && Date.parse(created) >= since - 2000;
}

/** `place` is below the account: `Messages`, `Calls/CA1`. */
function addressOf(place: string, { accountSid = '', baseUrl }: Account): string {
  const base = (baseUrl || API).replace(/\/+$/, '');
  return `${base}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/${place}.json`;
}

function authorization({ accountSid = '', authToken = '' }: Account): string {
  return `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
}

/** To whom, from whom (a number, or the id of a messaging service), and where to report. */
export function senderOf(message: OutgoingMessage, { from = '' }: Account, prefix = ''): Record<string, string> {
  const sender = /^MG[0-9a-f]{32}$/i.test(from) ? { MessagingServiceSid: from } : { From: `${prefix}${from}` };
  const report: Record<string, string> = message.reportTo === null ? {} : { StatusCallback: message.reportTo };
  return { To: `${prefix}${message.to}`, ...sender, ...report };
}
