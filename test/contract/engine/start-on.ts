import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { systemClock } from '#engine/clock.ts';
import { createEngine } from '#engine/create-engine.ts';
import type { Engine, EngineOptions } from '#engine/engine.ts';
import { memorySecrets } from '#test/doubles/memory-secrets.ts';

export async function emptyFolder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fieldhook-engine-'));
  onTestFinished(() => rm(dataDir, { recursive: true }));
  return dataDir;
}

/** An engine on a folder, stopped when the test ends. */
export function engineOn(dataDir: string, options: Partial<EngineOptions> = {}): Engine {
  const engine = createEngine({
    dataDir,
    version: '0.0.0-test',
    host: 'browser',
    port: 0,
    tunnel: false,
    clock: systemClock,
    secrets: memorySecrets(),
    log: () => undefined,
    ...options,
  });
  onTestFinished(() => engine.stop());
  return engine;
}

/** Asks through the door; resolves to status and JSON. */
export async function ask(engine: Engine, method: string, path: string, body?: unknown) {
  const init =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const answer = await engine.fetch(new Request(`http://fieldhook.test${path}`, init));
  const text = await answer.text();
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
}

/** A webhook that identifies by e-mail, switched on. */
export async function activeWebhook(engine: Engine, config: object = {}) {
  const { body } = await ask(engine, 'POST', '/api/webhooks', {
    name: 'Bookings',
    config: { identity: { email: '$.email' }, ...config },
  });
  await ask(engine, 'PATCH', `/api/webhooks/${body.id}`, { active: true });
  return body as { id: string; address: string; token: string };
}

export function post(address: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' };
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
}

/** Asks again until the answer fits; the test's own time-out ends it. */
export async function until<Answer>(get: () => Promise<Answer>, fits: (answer: Answer) => boolean): Promise<Answer> {
  for (;;) {
    const answer = await get();
    if (fits(answer)) return answer;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
