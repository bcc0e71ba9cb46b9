import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Secrets } from '#engine/secrets.ts';
import { memorySecrets } from '#test/doubles/memory-secrets.ts';
import { activeWebhook, ask, emptyFolder, engineOn } from './start-on.ts';

const SECRET = 'Zq8-made-up-secret-that-must-not-come-out';
const GITHUB = { verify: { scheme: 'github' } };

/** Secrets in memory that say what was asked of them. */
function watchedSecrets() {
  const kept = new Set<string>();
  const memory = memorySecrets();
  const secrets: Secrets = {
    get: (name) => memory.get(name),
    async put(name, value) {
      await memory.put(name, value);
      kept.add(name);
    },
    async delete(name) {
      await memory.delete(name);
      kept.delete(name);
    },
  };
  return { secrets, kept };
}

function send(address: string, body: string) {
  const signature = createHmac('sha256', SECRET).update(body).digest('hex');
  return fetch(address, { method: 'POST', headers: { 'x-hub-signature-256': `sha256=${signature}` }, body });
}

test('a secret is used again after a restart, and goes with its webhook', async () => {
  const dataDir = await emptyFolder();
  const { secrets, kept } = watchedSecrets();
  const first = engineOn(dataDir, { secrets });
  await first.start();
  const { id } = await activeWebhook(first, GITHUB);
  await ask(first, 'PUT', `/api/webhooks/${id}/secrets/secret`, { value: SECRET });
  expect([...kept]).toEqual([`webhook/${id}/secret`]);
  await first.stop();

  const second = engineOn(dataDir, { secrets });
  await second.start();
  const { body: webhook } = await ask(second, 'GET', `/api/webhooks/${id}`);
  expect((await send(webhook.address, '{"n":1}')).status).toBe(200);
  await ask(second, 'DELETE', `/api/webhooks/${id}`);
  expect([...kept]).toEqual([]);
});

test('RC7 a secret that cannot be opened counts as none: the webhook refuses, and nothing of it reaches the log', async () => {
  const lines: string[] = [];
  const secrets: Secrets = {
    ...memorySecrets(),
    get: async () => Promise.reject(new Error(`Cannot open ${SECRET}.`)),
  };
  const log = (...line: unknown[]) => void lines.push(JSON.stringify(line));
  const engine = engineOn(await emptyFolder(), { secrets, log });
  await engine.start();
  const { id, address } = await activeWebhook(engine, GITHUB);
  await ask(engine, 'PUT', `/api/webhooks/${id}/secrets/secret`, { value: SECRET });
  expect((await send(address, '{"n":1}')).status).toBe(401);
  const { body } = await ask(engine, 'GET', `/api/webhooks/${id}`);
  expect(body.secrets[0]).toEqual({ name: 'secret', isSet: false, setAt: null });
  expect(lines.join()).toContain('secret-unreadable');
  expect(lines.join()).not.toContain(SECRET);
});

test('a secret that cannot be stored is a fault that says nothing of it', async () => {
  const lines: string[] = [];
  const secrets: Secrets = { ...memorySecrets(), put: async () => Promise.reject(new Error('The disk is full.')) };
  const engine = engineOn(await emptyFolder(), { secrets, log: (...line) => void lines.push(JSON.stringify(line)) });
  await engine.start();
  const { id } = await activeWebhook(engine, GITHUB);
  const { status, body } = await ask(engine, 'PUT', `/api/webhooks/${id}/secrets/secret`, { value: SECRET });
  expect([status, body.code]).toEqual([500, 'INTERNAL']);
  expect(lines.join() + JSON.stringify(body)).not.toContain(SECRET);
});
