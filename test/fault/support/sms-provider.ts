import { setTimeout as wait } from 'node:timers/promises';
import { fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { goLive } from '#test/contract/channels/go-live.ts';
import type { Fieldhook } from '#test/e2e/support/start-fieldhook.ts';
import { call } from './load.ts';

const ANSWER_MS = 4;
/** Of so many messages one is taken without an answer: the line breaks. */
const BREAKS_EVERY = 40;

/** A provider of SMS that outlives the hosts: it keeps the text of everything it took, whether the host heard of it or not. */
export interface SmsProvider {
  url: string;
  taken: readonly string[];
  /** Takes the next message and leaves it without an answer for as long as the line stands; resolves when it has taken it. */
  takeInSilence(): Promise<void>;
}

/** Speaks as Twilio does. Its list of messages is always behind, so that nothing is told from it. */
export async function startSmsProvider(): Promise<SmsProvider> {
  const taken: string[] = [];
  let onSilence: (() => void) | null = null;
  const { url } = await fakeProvider(({ method, body }, response, socket) => {
    response.setHeader('content-type', 'application/json');
    if (method === 'GET') {
      response.end('{"messages":[]}');
      return;
    }
    taken.push(new URLSearchParams(body).get('Body') ?? '');
    if (onSilence !== null) {
      onSilence();
      onSilence = null;
    } else if (taken.length % BREAKS_EVERY === 0) socket.destroy();
    else {
      const sid = `SM${taken.length}`;
      setTimeout(() => response.writeHead(201).end(JSON.stringify({ sid })), ANSWER_MS);
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

/** Resolves when no message waits to be sent or is on its way. */
export async function untilSent(host: Fieldhook): Promise<void> {
  const has = async (state: string) => {
    const { items } = await call<{ items: unknown[] }>(host, 'GET', `/api/messages?state=${state}&limit=1`);
    return items.length > 0;
  };
  while ((await has('queued')) || (await has('sending'))) await wait(20);
}
