import { setTimeout as wait } from 'node:timers/promises';
import { fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { goLive } from '#test/contract/channels/go-live.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { call } from './load.ts';

const ANSWER_MS = 4;
/** Of so many messages one is taken without an answer: the line breaks. */
const BREAKS_EVERY = 40;

/** Of so many messages whose answer reached nobody, one fails at the provider later on. */
const FAILS_EVERY = 3;
/** What is listed of the messages to one number: more than are asked for, since here many go to few numbers, and less than is read of an answer. */
const LISTED = 200;

/** What the provider took, whether the host heard of it or not. */
export interface Taken {
  text: string;
  /** It could not send it, as it says when it is asked. */
  isFailed: boolean;
}

/** A provider of SMS that outlives the hosts: it keeps everything that it took. */
export interface SmsProvider {
  url: string;
  taken: readonly Taken[];
  /** Takes the next message and leaves it without an answer for as long as the line stands; resolves when it has taken it. */
  takeInSilence(): Promise<void>;
}

/** Speaks as Twilio does, and lists truthfully what it took; one that is `forgetful` lists nothing. */
export async function startSmsProvider({ isForgetful = false } = {}): Promise<SmsProvider> {
  const taken: (Taken & { sid: string; to: string; at: Date })[] = [];
  let unheard = 0;
  let onSilence: (() => void) | null = null;
  const listOf = (to: string | null) =>
    taken
      .filter((one) => one.to === to && !isForgetful)
      .slice(-LISTED)
      .reverse()
      .map(({ sid, text, isFailed, at }) => ({
        ...{ sid, body: text, direction: 'outbound-api', date_created: at.toUTCString() },
        status: isFailed ? 'failed' : 'sent',
      }));
  const { url } = await fakeProvider(({ method, path, body }, response, socket) => {
    response.setHeader('content-type', 'application/json');
    if (method === 'GET') {
      response.end(JSON.stringify({ messages: listOf(new URL(path, 'http://provider').searchParams.get('To')) }));
      return;
    }
    const asked = new URLSearchParams(body);
    const sid = `SM${taken.length + 1}`;
    const one = { sid, text: asked.get('Body') ?? '', to: asked.get('To') ?? '', at: new Date(), isFailed: false };
    taken.push(one);
    if (onSilence !== null) {
      onSilence();
      onSilence = null;
    } else if (taken.length % BREAKS_EVERY === 0) socket.destroy();
    else {
      setTimeout(() => {
        if (socket.destroyed) {
          unheard += 1;
          one.isFailed = unheard % FAILS_EVERY === 0;
        } else response.writeHead(201).end(JSON.stringify({ sid }));
      }, ANSWER_MS);
    }
  });
  const takeInSilence = () =>
    new Promise<void>((resolve) => {
      onSilence = resolve;
    });
  return { url, taken, takeInSilence };
}

/** A flow that sends one SMS for each request, live, over this provider, without anything that would hold it back. Resolves to its key. */
export async function makeSendingFlow(
  host: Fieldhook,
  { url }: Pick<SmsProvider, 'url'>,
  text: string,
): Promise<string> {
  await call(host, 'PUT', '/api/channels/sms/secrets/authToken', { value: 'a made-up token' });
  const account = { accountSid: 'AC1', from: '+442079460000', baseUrl: url };
  await goLive(host.door, 'sms', { account, dailyCap: null, spike: null, perAddress: null });
  const config = { steps: [{ id: 'send', kind: 'send', channel: 'sms', text }] };
  const { key } = await call<{ key: string }>(host, 'POST', '/api/flows', { name: 'Tell them', config });
  return key;
}

/** Resolves when no message waits to be sent, is on its way, or waits for its provider to be asked about it now. */
export async function untilSent(host: Fieldhook): Promise<void> {
  const items = async (query: string) => {
    const page = await call<{ items: { dueAt: string | null }[] }>(host, 'GET', `/api/messages?${query}`);
    return page.items;
  };
  const isDone = async () => {
    const interrupted = await items('state=unknown&reason=interrupted&limit=100');
    const isAsked = interrupted.every(({ dueAt }) => dueAt === null || Date.parse(dueAt) > Date.now());
    return (
      isAsked && (await items('state=queued&limit=1')).length + (await items('state=sending&limit=1')).length === 0
    );
  };
  while (!(await isDone())) await wait(20);
}
