import { createHmac } from 'node:crypto';
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { vi } from 'vitest';
import type { Delivery } from '#shared/contract/delivery.ts';
import type { Flow } from '#shared/contract/flow.ts';
import type { Health } from '#shared/contract/health.ts';
import type { Message, MessageDetail } from '#shared/contract/message.ts';
import { type Webhook, WebhookConfigSchema } from '#shared/contract/webhook.ts';
import { configOfRecipe } from '#shared/recipes/config-of-recipe.ts';
import type { Recipe } from '#shared/recipes/recipe.ts';
import { fakeProvider } from '#test/contract/channels/fake-provider.ts';
import { goLive } from '#test/contract/channels/go-live.ts';
import { ask, makeWebhook, SETTINGS } from '../screens/harbour-clinic.ts';
import { lastingPort } from '../support/lasting-port.ts';
import type { Fieldhook, startFieldhook } from '../support/start-fieldhook.ts';

export const AUTH_TOKEN = 'made-up-auth-token';
export const APP_SECRET = 'made-up-app-secret';
export const VERIFY_TOKEN = 'made-up-verify-token';

const UNLIMITED = {
  quietHours: null,
  dailyCap: null,
  spike: null,
  perAddress: null,
  price: null,
  dailyBudget: null,
};
const GIVES_UP = { timeout: 60_000, interval: 20 };

/**
 * A host in a process of its own whose public address leads here, Twilio and Meta on loopback, and SMS, WhatsApp and Messenger live through them. Each message gets the
 * next number: `SM1`, `SM2`…, `m_1`… .
 */
export async function openChannels(
  start: (options: { tunnel: true; args: string[] }) => ReturnType<typeof startFieldhook>,
) {
  const fieldhook = await start({ tunnel: true, args: ['--port', await lastingPort()] });
  let sent = 0;
  const provider = await fakeProvider(({ path }, response) => {
    sent += 1;
    response.writeHead(path.includes('/Accounts/') ? 201 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(path.includes('/Accounts/') ? { sid: `SM${sent}` } : { message_id: `m_${sent}` }));
  });
  const twilio = { accountSid: 'AC1', from: '+442079460000', baseUrl: provider.url };
  for (const channel of ['sms', 'whatsapp'] as const) {
    await ask(fieldhook, 'PUT', `/api/channels/${channel}/secrets/authToken`, { value: AUTH_TOKEN });
    await goLive(fieldhook.door, channel, { ...UNLIMITED, account: twilio });
  }
  await ask(fieldhook, 'PUT', '/api/channels/messenger/secrets/pageToken', { value: 'made-up-page-token' });
  await goLive(fieldhook.door, 'messenger', { ...UNLIMITED, account: { baseUrl: provider.url } });

  const listening = fieldhook.receiver.replace('127.0.0.1', 'localhost');
  /** The public address becomes this; resolves when it has been proven. */
  const publish = async (url: string) => {
    await ask(fieldhook, 'PUT', '/api/settings', { ...SETTINGS, tunnel: { provider: 'own-address', url } });
    await vi.waitFor(async () => {
      const { tunnel } = await ask<Health>(fieldhook, 'GET', '/api/health');
      if (tunnel.state !== 'ready' || tunnel.url !== url) throw new Error('No public address yet.');
    }, GIVES_UP);
  };
  await publish(listening);
  return { fieldhook, provider, listening, publish };
}

/** A webhook as its recipe makes it, with the signature on and its secrets stored, switched on. */
export async function webhookOf(
  fieldhook: Fieldhook,
  recipe: Recipe,
  secrets: Record<string, string>,
): Promise<Webhook> {
  const keys = new Map<string, string>();
  for (const { name, type } of recipe.fields) {
    const known = await ask<{ name: string; key: string }[]>(fieldhook, 'GET', '/api/fields');
    const field =
      known.find((one) => one.name === name) ??
      (await ask<{ key: string }>(fieldhook, 'POST', '/api/fields', { name, type }));
    keys.set(name, field.key);
  }
  const config = configOfRecipe(WebhookConfigSchema.parse({}), recipe, (name) => keys.get(name));
  const { id } = await makeWebhook(fieldhook, {
    name: recipe.name,
    config: { ...config, verify: WebhookConfigSchema.shape.verify.parse({ scheme: recipe.verify }) },
  });
  for (const [name, value] of Object.entries(secrets)) {
    await ask(fieldhook, 'PUT', `/api/webhooks/${id}/secrets/${name}`, { value });
  }
  return ask<Webhook>(fieldhook, 'PATCH', `/api/webhooks/${id}`, { active: true });
}

/** A flow that sends this text there at once. */
export function flowThatSends(fieldhook: Fieldhook, channel: string, text: string): Promise<Flow> {
  const steps = [{ id: 'send1', kind: 'send', channel, text }];
  return ask<Flow>(fieldhook, 'POST', '/api/flows', { name: `By ${channel}: ${text}`, config: { steps } });
}

/** Starts a flow by hand; resolves to its message when that has come to rest. */
export async function startFor(fieldhook: Fieldhook, { key }: Flow, userNs: string): Promise<Message> {
  const { id: runId } = await ask<{ id: string }>(fieldhook, 'POST', `/api/flows/${key}/start`, { contact: userNs });
  return vi.waitFor(async () => {
    const { items } = await ask<{ items: Message[] }>(fieldhook, 'GET', `/api/messages?contact=${userNs}`);
    const message = items.find((one) => one.runId === runId);
    if (message === undefined || ['queued', 'sending'].includes(message.state)) throw new Error('Not at rest yet.');
    return message;
  }, GIVES_UP);
}

export const messageOf = (fieldhook: Fieldhook, id: string) =>
  ask<MessageDetail>(fieldhook, 'GET', `/api/messages/${id}`);

/**
 * What Twilio posts: a form, signed over the address that it was given. `wireTo` is where the request really goes, `token` by what it is signed.
 */
export function postAsTwilio(
  address: string,
  fields: Record<string, string>,
  { token = AUTH_TOKEN, wireTo = address }: { token?: string; wireTo?: string } = {},
): Promise<Response> {
  return fetch(wireTo, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'user-agent': 'TwilioProxy/1.1',
      'x-twilio-signature': getExpectedTwilioSignature(token, address, fields),
    },
    body: new URLSearchParams(fields).toString(),
  });
}

/** What Meta posts: JSON, signed over the bytes, in which Meta escapes everything that is not ASCII. */
export function postAsMeta(address: string, payload: object, secret = APP_SECRET): Promise<Response> {
  const body = JSON.stringify(payload).replace(
    /[\u0080-\uffff]/g,
    (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
}

/** The newest log entries of a webhook, latest first, once there are so many and all have an outcome. */
export function entriesOf(fieldhook: Fieldhook, { id }: Webhook, count: number): Promise<Delivery[]> {
  return vi.waitFor(async () => {
    const { items } = await ask<{ items: Delivery[] }>(fieldhook, 'GET', `/api/deliveries?webhookId=${id}&limit=50`);
    if (items.length < count || items.some(({ outcome }) => outcome === null)) throw new Error('Not worked on yet.');
    return items;
  }, GIVES_UP);
}
