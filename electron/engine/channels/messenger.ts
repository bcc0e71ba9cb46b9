import type { ChannelProvider, SendResult } from './channel.ts';
import { attemptHttp, readJsonObject, resultOfStatus } from './http-attempt.ts';
import { quote } from './quote.ts';

const PROVIDER = 'Meta';
const API = 'https://graph.facebook.com';
const VERSION = 'v21.0';

/** Meta's error codes for too much at once: the same message may go out later. */
const TOO_MUCH = new Set([4, 17, 32, 613, 80006]);

/** Its subcode for an answer that comes too late. */
const OUTSIDE_OF_WINDOW = 2018278;

export const MESSENGER: ChannelProvider = {
  channel: 'messenger',
  name: 'Messenger',
  provider: PROVIDER,
  sentence: 'Needs that the contact has written to your page within the last 24 hours. It cannot write first.',
  needs: 'page-scoped-id',
  canStart: false,
  slots: [
    {
      name: 'pageToken',
      label: 'Page access token',
      hint: 'Of your page, with the permission pages_messaging.',
      isSecret: true,
      isRequired: true,
    },
    {
      name: 'baseUrl',
      label: 'Address of the gateway',
      hint: 'Empty for Meta itself.',
      isSecret: false,
      isRequired: false,
    },
  ],
  async send({ to, text }, { pageToken = '', baseUrl }, ports, signal) {
    const attempt = await attemptHttp(
      ports,
      PROVIDER,
      `${(baseUrl || API).replace(/\/+$/, '')}/${VERSION}/me/messages`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${pageToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({ recipient: { id: to }, messaging_type: 'RESPONSE', message: { text } }),
        signal,
      },
    );
    if (attempt.kind === 'ended') return attempt.result;
    const answer = readJsonObject(attempt.text);
    if (attempt.status >= 200 && attempt.status < 300) return accepted(answer);
    return refused(attempt, answer);
  },
};

function accepted(answer: Record<string, unknown> | null): SendResult {
  if (typeof answer?.message_id !== 'string') {
    return { state: 'unknown', sentence: 'Something that is not Meta answered, and did not say what it did.' };
  }
  return { state: 'sent', providerId: answer.message_id, sentence: 'Meta has taken it.' };
}

function refused(
  { status, retryAt }: { status: number; retryAt: number | null },
  answer: Record<string, unknown> | null,
): SendResult {
  const { code, error_subcode: subcode, message } = Object(answer?.error) as Record<string, unknown>;
  const said = typeof message === 'string' ? message : '';
  if (typeof code === 'number' && TOO_MUCH.has(code)) {
    return { state: 'failed', again: true, notBefore: retryAt, sentence: `Meta asks to wait.${quote(said)}` };
  }
  if (subcode === OUTSIDE_OF_WINDOW) {
    const sentence = 'Meta refused it: the person has not written to your page within the last 24 hours.';
    return { state: 'failed', again: false, notBefore: null, sentence };
  }
  return resultOfStatus(PROVIDER, status, retryAt, said);
}
