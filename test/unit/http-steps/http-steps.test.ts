import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EventHub } from '#engine/events.ts';
import type { GuardedAnswer, GuardedRequest } from '#engine/http-steps/guarded-request.ts';
import { HttpSteps } from '#engine/http-steps/http-steps.ts';
import type { ClaimedRequest, HostRest, RequestEnd } from '#engine/store/port/run-store.ts';
import { SettingsSchema } from '#shared/contract/settings.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

const REQUEST = {
  ...{ tries: 0, method: 'POST' as const, url: 'https://example.com/', headers: [], body: '' },
  ...{ canRepeat: false, wasUnclear: false },
};
const OK: GuardedAnswer = { kind: 'answered', status: 200, retryAfter: null };

/** The part of the store that the runner uses, in memory: a queue, and what came of each. */
function startSteps(send: (request: GuardedRequest, signal?: AbortSignal) => Promise<GuardedAnswer>, left = 0) {
  const rest = { isPaused: false };
  const clock = new ManualClock();
  const hub = new EventHub('run');
  const queue: { request: ClaimedRequest; at: number }[] = [];
  const ends: [string, RequestEnd['state']][] = [];
  const told: string[] = [];
  const claimedBefore = new Map<string, ClaimedRequest>();
  const runs = {
    async claimRequests(at: number, limit: number, rests: ReadonlyMap<string, HostRest>) {
      for (const entry of queue.filter((waiting) => waiting.at <= at)) {
        const rest = URL.canParse(entry.request.url) ? rests.get(new URL(entry.request.url).host) : undefined;
        if (rest === undefined) continue;
        entry.at = rest.until;
        told.push(rest.sentence);
      }
      const due = queue.filter((entry) => entry.at <= at).slice(0, limit);
      for (const entry of due) queue.splice(queue.indexOf(entry), 1);
      return due.map(({ request }) => {
        const claimed = { ...request, tries: request.tries + 1 };
        claimedBefore.set(request.id, claimed);
        return claimed;
      });
    },
    async finishRequest(id: string, end: RequestEnd) {
      ends.push([id, end.state]);
      if (end.state === 'again') queue.push({ request: claimedBefore.get(id)!, at: end.notBefore });
    },
    abandonRequests: async () => left,
    nextRequestAt: async () => queue.map(({ at }) => at).sort((a, b) => a - b)[0] ?? null,
  };
  const settings = { get: async () => SettingsSchema.parse({ allowedHosts: ['printer.lan'] }) };
  const steps = new HttpSteps({
    store: { runs, settings } as unknown as ConstructorParameters<typeof HttpSteps>[0]['store'],
    hub,
    clock,
    log: (_, event) => told.push(event),
    random: () => 0.5,
    send: (request, options) => send(request, options.signal),
    onAnswer: () => told.push('answer'),
    isPaused: () => rest.isPaused,
  });
  onTestFinished(() => steps.stop());
  return {
    clock,
    rest,
    steps,
    ends,
    told,
    hub,
    queue,
    add(...ids: string[]) {
      for (const id of ids) {
        queue.push({ request: { ...REQUEST, id, url: `https://example.com/${id}` }, at: clock.now() });
      }
      hub.publish({ type: 'run', id: 'run_1', flow: 'a', contact: 'f1u', state: 'waiting', deliveryId: null });
    },
  };
}

describe('SN1 the requests of HTTP steps', () => {
  it('are sent when a run begins to wait for one, and the run hears of the answer', async () => {
    const all = startSteps(async () => OK);
    await all.steps.start();
    all.add('req_1');
    await all.steps.idle();
    expect(all.ends).toEqual([['req_1', 'done']]);
    expect(all.told).toEqual(['answer']);
  });

  it('are sent when their flow is put back', async () => {
    const all = startSteps(async () => OK);
    await all.steps.start();
    await all.steps.idle();
    all.queue.push({ request: { ...REQUEST, id: 'req_1' }, at: 0 });
    all.hub.publish({ type: 'flow', key: 'a' });
    await all.steps.idle();
    expect(all.ends).toEqual([['req_1', 'done']]);
  });

  it('wait while everything rests after crashes, and are sent when that is over', async () => {
    const all = startSteps(async () => OK);
    all.rest.isPaused = true;
    await all.steps.start();
    all.add('req_1');
    await all.steps.idle();
    expect(all.ends).toEqual([]);
    all.rest.isPaused = false;
    all.steps.poke();
    await all.steps.idle();
    expect(all.ends).toEqual([['req_1', 'done']]);
  });

  it('a slow host holds up no other', async () => {
    const slow = Promise.withResolvers<GuardedAnswer>();
    const all = startSteps(({ url }) => (url.endsWith('slow') ? slow.promise : Promise.resolve(OK)));
    await all.steps.start();
    all.add('slow', 'req_1', 'req_2');
    await expect.poll(() => all.ends.map(([id]) => id)).toEqual(['req_1', 'req_2']);
    slow.resolve(OK);
    await all.steps.idle();
    expect(all.ends.map(([id]) => id)).toEqual(['req_1', 'req_2', 'slow']);
  });

  it('SN4 what surely was not sent is tried again at its time, and not before', async () => {
    const answers: GuardedAnswer[] = [{ kind: 'not-sent', sentence: 'It takes no connections.' }, OK];
    const all = startSteps(async () => answers.shift()!);
    await all.steps.start();
    all.add('req_1');
    await all.steps.idle();
    expect(all.ends).toEqual([['req_1', 'again']]);
    all.clock.advance(4999);
    await all.steps.idle();
    expect(all.ends).toHaveLength(1);
    all.clock.advance(1);
    await all.steps.idle();
    expect(all.ends).toEqual([
      ['req_1', 'again'],
      ['req_1', 'done'],
    ]);
    expect(all.told).toEqual(['answer']);
  });

  it('SN4 every try of one request has the same key, and the owner’s own stays', async () => {
    const keys: [string, string[]][] = [];
    const all = startSteps(async ({ url, headers }) => {
      const own = headers.filter(({ name }) => name.toLowerCase() === 'idempotency-key').map(({ value }) => value);
      keys.push([url, own]);
      return keys.length === 1 ? { kind: 'answered', status: 429, retryAfter: '1' } : OK;
    });
    await all.steps.start();
    all.add('req_1');
    await all.steps.idle();
    all.clock.advance(5000);
    await all.steps.idle();
    const own = { ...REQUEST, id: 'req_2', url: 'own', headers: [{ name: 'Idempotency-Key', value: 'mine' }] };
    all.queue.push({ request: own, at: 0 }, { request: { ...REQUEST, id: 'req_3', url: 'get', method: 'GET' }, at: 0 });
    all.steps.poke();
    await all.steps.idle();
    const first = ['https://example.com/req_1', ['req_1']];
    expect(keys).toEqual([first, first, ['own', ['mine']], ['get', []]]);
  });

  it('SN4 what may have arrived is never sent again', async () => {
    const all = startSteps(async () => ({ kind: 'unclear', sentence: 'It was cut.' }));
    await all.steps.start();
    all.add('req_1');
    await all.steps.idle();
    all.clock.advance(86_400_000);
    await all.steps.idle();
    expect(all.ends).toEqual([['req_1', 'unknown']]);
  });

  it('SN4 what may have arrived is asked again with the same key where that is recognised', async () => {
    const keys: unknown[] = [];
    const all = startSteps(async ({ headers }) => {
      keys.push(headers);
      return keys.length === 1 ? { kind: 'unclear', sentence: 'It was cut.' } : OK;
    });
    await all.steps.start();
    all.queue.push({ request: { ...REQUEST, id: 'req_1', method: 'GET', canRepeat: true }, at: 0 });
    all.steps.poke();
    await all.steps.idle();
    all.clock.advance(5000);
    await all.steps.idle();
    const key = [{ name: 'idempotency-key', value: 'req_1' }];
    expect(keys).toEqual([key, key]);
    expect(all.ends.map(([, state]) => state)).toEqual(['again', 'done']);
  });

  it('a host in trouble is left alone for a minute, in words, and holds up no other', async () => {
    const dead = new Set(['example.com']);
    const asked: string[] = [];
    const all = startSteps(async ({ url }) => {
      asked.push(url);
      return dead.has(new URL(url).host) ? { kind: 'not-sent', sentence: 'It takes no connections.' } : OK;
    });
    await all.steps.start();
    all.add('1', '2', '3', '4', '5');
    await all.steps.idle();
    all.clock.advance(4999);
    all.add('6', '7');
    all.queue.push({ request: { ...REQUEST, id: 'other', url: 'https://other.example/' }, at: 0 });
    await all.steps.idle();
    expect(asked.slice(5)).toEqual(['https://other.example/']);
    expect(all.told.filter((said) => said.startsWith('example.com'))).toEqual(
      Array(2).fill(
        'example.com did not answer well 5 times in a row and is left alone until 1 January 2026, 00:01. The request waits till then.',
      ),
    );
    dead.clear();
    all.clock.advance(55_001);
    await all.steps.idle();
    expect(asked.slice(6).filter((url) => /[67]$/.test(url))).toEqual([
      'https://example.com/6',
      'https://example.com/7',
    ]);
    expect(all.ends.filter(([id]) => id === '6' || id === '7')).toEqual([
      ['6', 'done'],
      ['7', 'done'],
    ]);
  });

  it('a host that asks to wait is not asked meanwhile, for nobody, and no tries are used up', async () => {
    const tries: number[] = [];
    let answer: GuardedAnswer = { kind: 'answered', status: 503, retryAfter: '120' };
    const all = startSteps(async () => {
      tries.push(all.clock.now());
      return answer;
    });
    await all.steps.start();
    all.add('1');
    await all.steps.idle();
    all.add('2', '3');
    await all.steps.idle();
    answer = OK;
    all.clock.advance(119_999);
    await all.steps.idle();
    expect(tries).toHaveLength(1);
    all.clock.advance(1);
    await all.steps.idle();
    expect(all.ends.map(([, state]) => state)).toEqual(['again', 'done', 'done', 'done']);
    expect(all.told.filter((said) => said.includes('asks to wait and is left alone'))).toHaveLength(2);
  });

  it('runs whose request a crash interrupted go on at the start', async () => {
    const all = startSteps(async () => OK, 2);
    await all.steps.start();
    expect(all.told).toEqual(['http-steps-interrupted', 'answer']);
  });

  it('a stop cuts short what is under way, and tells what it then is', async () => {
    const all = startSteps(
      (_, signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => resolve({ kind: 'unclear', sentence: 'Fieldhook was closed.' }));
        }),
    );
    await all.steps.start();
    all.add('req_1');
    await nextTurn();
    await all.steps.stop();
    expect(all.ends).toEqual([['req_1', 'unknown']]);
    all.add('req_2');
    await nextTurn();
    expect(all.ends).toHaveLength(1);
  });
});
