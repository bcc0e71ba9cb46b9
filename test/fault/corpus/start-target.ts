import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Intake } from '#shared/contract/health.ts';
import { HOOKS, type Hook, SECRET, type Target } from '#test/fixtures/corpus/case.ts';
import { timeout } from '../support/form.ts';
import { startWatched, type Watched, type WatchedOptions } from '../support/start-watched.ts';
import { StoredRows } from '../support/stored-rows.ts';
import { measureTurns } from '../support/turns.mjs';

/** How long a payload may hold the thread that answers senders, in ms of processor time. */
const HELD_MS = 250;
/** The same with everything that it waits for; wider, since a machine can stand still without telling. That it stood still here too is no fault of its own. */
const LATE_MS = 1000;

/** Stands in a file that cases name, and behind an address that they give. */
export const CANARY = 'words-that-nobody-must-ever-see';

const CONFIG = {
  identity: { email: '$.email' },
  profile: { name: '$.name' },
  fields: [
    { field: 'note', path: '$.note' },
    { field: 'amount', path: '$.amount' },
  ],
  payloadField: 'payload',
  limit: null,
};
const FIELDS = { Note: 'text', Amount: 'number', Payload: 'json' };

export interface CorpusTarget {
  engine: Watched;
  rows: StoredRows;
  /** Addresses of the webhooks, in front of which a case is put. */
  at(hook: Hook, screens?: boolean): Target;
  ids: Readonly<Record<Hook, string>>;
  /** Resolves when requests are taken: on a machine that is slow, commits are, and then senders are asked to come again. */
  open(): Promise<void>;
  /** Resolves when everything that was stored has been worked on. */
  idle(): Promise<void>;
  /** Checks what holds after every case (CORPUS.md, “Standing rule”); `about` tells which. */
  standingRule(about?: string): Promise<void>;
  end(): Promise<void>;
}

/** A real engine with every webhook that the corpus is sent to, all of them switched on. */
export async function startTarget(options: WatchedOptions = {}): Promise<CorpusTarget> {
  const engine = await startWatched(options);
  const folder = mkdtempSync(join(tmpdir(), 'fieldhook-canary-'));
  const canaryFile = join(folder, 'canary.txt');
  writeFileSync(canaryFile, CANARY);
  let calls = 0;
  const listener = createServer((_, response) => {
    calls += 1;
    response.end(CANARY);
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const canaryUrl = `http://127.0.0.1:${(listener.address() as AddressInfo).port}/canary`;

  for (const [name, type] of Object.entries(FIELDS)) await call('POST', '/api/fields', { name, type });
  const tokens = {} as Record<Hook, string>;
  const ids = {} as Record<Hook, string>;
  for (const hook of Object.keys(HOOKS) as Hook[]) {
    const config = { ...CONFIG, verify: HOOKS[hook] };
    const made = await call('POST', '/api/webhooks', { name: hook, config });
    const { id, token } = made as { id: string; token: string };
    Object.assign(tokens, { [hook]: token });
    Object.assign(ids, { [hook]: id });
    if (hook !== 'plain' && hook !== 'unset') {
      const name = hook === 'meta' ? 'verifyToken' : 'secret';
      await call('PUT', `/api/webhooks/${id}/secrets/${name}`, { value: SECRET });
    }
    await call('PATCH', `/api/webhooks/${id}`, { active: true });
  }
  const rows = new StoredRows(engine.dataDir);
  await engine.watch();
  const here = measureTurns();

  async function call(method: string, path: string, body: unknown): Promise<unknown> {
    const answer = await engine.api(method, path, body);
    expect([method, path, answer]).toMatchObject([method, path, { status: expect.toBeOneOf([200, 201, 204]) }]);
    return answer.body;
  }

  return {
    engine,
    rows,
    ids,
    at(hook, screens = false) {
      const token = tokens[hook];
      const host = `127.0.0.1:${screens ? engine.screens : engine.receiver}`;
      const address = `http://${host}/h/${token}`;
      return { token, host, address, now: Math.floor(Date.now() / 1000), canaryFile, canaryUrl };
    },
    async open() {
      const intake = async () => ((await engine.api('GET', '/api/health')).body as { intake: Intake }).intake;
      await expect.poll(intake, { interval: 50, timeout: 100_000 }).toMatchObject({ state: 'open' });
    },
    async idle() {
      await expect.poll(() => rows.waiting(), { interval: 5, timeout: timeout(60_000) }).toBe(0);
    },
    async standingRule(about) {
      const { threads } = await engine.watch();
      const [senders] = threads;
      const { still } = here();
      expect(
        threads.flatMap(({ changed }) => changed),
        about,
      ).toEqual([]);
      expect(senders?.held, about).toBeLessThan(HELD_MS);
      expect(senders?.late, about).toBeLessThan(LATE_MS + still);
      expect(calls, about).toBe(0);
      expect(engine.died(), about).toBeNull();
    },
    async end() {
      rows.close();
      listener.close();
      rmSync(folder, { recursive: true });
      await engine.end();
    },
  };
}
