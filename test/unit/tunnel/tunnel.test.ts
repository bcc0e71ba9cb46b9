import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { post, TOKEN } from '../receiver/start-receiver.ts';
import { LOCALTUNNEL, nameInMemory, startTunnel } from './start-tunnel.ts';

const MINUTE = 60_000;
/** Between an answer and the next question, and until a question is given up, in ms. */
const BETWEEN = 20_000;
const UNANSWERED = 8_000;

/** Resolves once the relay was asked for a name so often. */
async function asked(relay: { asked: readonly unknown[] }, times: number): Promise<void> {
  while (relay.asked.length < times) await new Promise((resolve) => setImmediate(resolve));
}

describe('the public address through localtunnel', () => {
  it('TN3 is ready when an answer of ours has come through it, and requests arrive by it', async () => {
    const { next, statuses, store } = await startTunnel(LOCALTUNNEL);
    const ready = await next('ready');
    expect(statuses).toEqual([]);
    expect(ready).toMatchObject({ provider: 'localtunnel', nextTryAt: null, checkedAt: '2026-01-01T00:00:00.000Z' });
    expect(ready.sentence).toContain(ready.url);
    expect((await post(`${ready.url}/h/${TOKEN}`, '{"a":1}')).status).toBe(200);
    expect(store.rows.map(({ sizeBytes }) => sizeBytes)).toEqual([7]);
  });

  it('TN5 says what it can see', async () => {
    const { next } = await startTunnel(LOCALTUNNEL);
    expect((await next('ready')).promise).toMatch(/can read every request/);
  });

  it('carries any bytes unchanged', async () => {
    const { next, store } = await startTunnel(LOCALTUNNEL);
    const { url } = await next('ready');
    const body = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);
    expect((await post(`${url}/h/${TOKEN}`, body)).status).toBe(200);
    expect(Buffer.from(store.rows[0]?.body ?? []).equals(body)).toBe(true);
  });

  it('asks again every 20 s', async () => {
    const { next, wait, clock } = await startTunnel(LOCALTUNNEL);
    await next('ready');
    await wait(BETWEEN);
    expect((await next('ready')).checkedAt).toBe(new Date(clock.now()).toISOString());
  });

  it('TN3 asks at once when the computer has been asleep', async () => {
    const { next, clock, tunnel } = await startTunnel(LOCALTUNNEL);
    await next('ready');
    clock.advance(1000);
    tunnel.check();
    expect((await next('ready')).checkedAt).toBe(new Date(clock.now()).toISOString());
  });

  it('TN2 opens at once what was lost when the computer has been asleep', async () => {
    const { next, relay, tunnel } = await startTunnel(LOCALTUNNEL, { relay: (it) => (it.refuse = 403) });
    await next('retrying');
    relay.refuse = null;
    tunnel.check();
    expect((await next('ready')).url).not.toBeNull();
  });

  it('keeps the name it was given', async () => {
    const keptName = nameInMemory('studio-lind');
    const { next, relay, tunnel } = await startTunnel(LOCALTUNNEL, { options: { keptName } });
    await next('ready');
    await tunnel.choose(LOCALTUNNEL);
    await next('ready');
    expect(relay.asked).toEqual(['studio-lind', 'studio-lind']);
  });

  it('asks for the name that the owner chose, and does not keep it as a given one', async () => {
    const keptName = nameInMemory();
    const { next, relay } = await startTunnel({ ...LOCALTUNNEL, subdomain: 'studio' }, { options: { keptName } });
    await next('ready');
    expect([relay.asked, keptName.read()]).toEqual([['studio'], null]);
  });

  it('waits twice for a name that is held, then takes another and says so', async () => {
    const { next, wait, relay } = await startTunnel(
      { ...LOCALTUNNEL, subdomain: 'studio' },
      { relay: (it) => (it.isNameTaken = true) },
    );
    for (let count = 0; count < 2; count += 1) {
      expect((await next('retrying')).sentence).toBe('The relay still holds the name “studio”.');
      await wait(MINUTE);
    }
    expect((await next('ready')).sentence).toContain('The name “studio” was not free');
    expect(relay.asked).toEqual(['studio', 'studio', 'studio']);
  });

  it('TN2 a relay that refuses is asked again, later and later, up to 16 s', async () => {
    const { next, wait, clock } = await startTunnel(LOCALTUNNEL, { relay: (it) => (it.refuse = 403) });
    const waits: number[] = [];
    for (let count = 0; count < 7; count += 1) {
      const { nextTryAt, sentence, url } = await next('retrying');
      expect([sentence, url]).toEqual([expect.stringContaining('(it answered 403)'), null]);
      waits.push(Date.parse(nextTryAt!) - clock.now());
      await wait(waits.at(-1)!);
    }
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 16_000, 16_000]);
  });

  it('a relay that cannot be reached is no fault of ours, and is found when it is back', async () => {
    const { next, wait, relay } = await startTunnel(LOCALTUNNEL);
    await next('ready');
    await relay.stop();
    // Its ports are closed, so the client's new connections are refused and the tunnel hears of it at once.
    expect((await next('retrying')).sentence).toBe('The relay refused a connection.');
    await wait(MINUTE);
    expect((await next('retrying')).sentence).toMatch(/cannot be reached/);
    await relay.start();
    await wait(MINUTE);
    const { url } = await next('ready');
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    expect(new Set(relay.asked.slice(1))).toEqual(new Set(['name-1']));
  });

  it('TN2 a relay that was gone for an hour is found within a minute of its return, however the waits stray', async () => {
    const { next, wait, relay, clock } = await startTunnel(LOCALTUNNEL, { options: { random: () => 0.999 } });
    await next('ready');
    await relay.stop();
    const gone = clock.now();
    let { nextTryAt } = await next('retrying');
    while (clock.now() < gone + 60 * MINUTE) {
      await wait(Date.parse(nextTryAt!) - clock.now());
      ({ nextTryAt } = await next('retrying'));
    }
    await relay.start();
    const back = clock.now();
    await wait(Date.parse(nextTryAt!) - back);
    await next('ready');
    expect(clock.now() - back).toBeLessThan(MINUTE);
  });

  it('TN2 at the worst moment, too, it is found within a minute: an attempt has just begun that the relay will not answer', async () => {
    const { next, wait, relay, clock } = await startTunnel(LOCALTUNNEL, {
      relay: (it) => (it.isSilent = true),
      options: { random: () => 0.999_999 },
    });
    let longest = 0;
    for (let count = 0; count < 8; count += 1) {
      await asked(relay, count + 1);
      const began = clock.now();
      await wait(15_000);
      const { nextTryAt } = await next('retrying');
      longest = Math.max(longest, Date.parse(nextTryAt!) - began);
      await wait(Date.parse(nextTryAt!) - clock.now());
    }
    await asked(relay, 9);
    // It comes back at the beginning of such an attempt; the next one takes all the time that it may, and so does the question through the address.
    relay.isSilent = false;
    const back = clock.now();
    await wait(15_000);
    const { nextTryAt } = await next('retrying');
    await wait(Date.parse(nextTryAt!) - clock.now());
    await next('ready');
    expect(clock.now() - back).toBe(longest);
    expect(longest + 15_000 + UNANSWERED).toBeLessThanOrEqual(MINUTE);
  });

  it('TN2 a relay that comes back and still holds the name does not make the minute longer', async () => {
    const { next, wait, relay, clock } = await startTunnel(LOCALTUNNEL, { options: { random: () => 0.999_999 } });
    await next('ready');
    await relay.stop();
    for (let count = 0; count < 8; count += 1) {
      const { nextTryAt } = await next('retrying');
      await wait(Date.parse(nextTryAt!) - clock.now());
    }
    let { nextTryAt } = await next('retrying');
    relay.isNameTaken = true;
    await relay.start();
    const back = clock.now();
    for (let count = 0; count < 2; count += 1) {
      await wait(Date.parse(nextTryAt!) - clock.now());
      const held = await next('retrying');
      expect(held.sentence).toBe('The relay still holds the name “name-1”.');
      ({ nextTryAt } = held);
    }
    await wait(Date.parse(nextTryAt!) - clock.now());
    await next('ready');
    expect(clock.now() - back).toBeLessThan(MINUTE / 2);
  });

  it('TN2 a relay that never answers is given up after 15 s', async () => {
    const { next, wait } = await startTunnel(LOCALTUNNEL, { relay: (it) => (it.isSilent = true) });
    await next('starting');
    await wait(15_000);
    expect((await next('retrying')).sentence).toBe('The public address could not be opened within 15 seconds.');
  });

  it('what answers is not a relay', async () => {
    const { next } = await startTunnel(LOCALTUNNEL, { options: { relay: await serve('<h1>Welcome</h1>') } });
    expect((await next('retrying')).sentence).toMatch(/not a localtunnel relay/);
  });

  it('connections that the relay drops are made again, and requests go on arriving', async () => {
    const { next, wait, relay, statuses } = await startTunnel(LOCALTUNNEL);
    const { url } = await next('ready');
    relay.cut();
    await wait(BETWEEN);
    await next('ready');
    expect(statuses).toEqual([]);
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
  });

  it('an address that has gone quiet is asked once more, then opened again', async () => {
    const { next, wait, relay } = await startTunnel(LOCALTUNNEL);
    const { url } = await next('ready');
    relay.isDeaf = true;
    relay.cut();
    await wait(BETWEEN);
    for (const silence of [1, 2]) {
      // Nobody answers, so the question is given up after 8 s; the second time, that is a loss.
      await wait(UNANSWERED);
      expect(await next('retrying')).toMatchObject({ url, sentence: `Nothing comes through ${url}.` });
      if (silence === 2) relay.isDeaf = false;
      await wait(5000);
    }
    expect((await next('ready')).url).toBe(url);
    expect(relay.asked).toEqual([null, 'name-1']);
  });

  it('TN2 connections that stand and carry nothing are noticed within 30 s, told, and made anew within a minute', async () => {
    const { next, wait, relay, store, clock } = await startTunnel(LOCALTUNNEL);
    const { url } = await next('ready');
    relay.isHalfOpen = true;
    const since = clock.now();
    await wait(BETWEEN);
    for (const silence of [1, 2]) {
      await wait(UNANSWERED);
      expect(await next('retrying')).toMatchObject({ url, sentence: `Nothing comes through ${url}.` });
      if (silence === 1) expect(clock.now() - since).toBeLessThan(30_000);
      if (silence === 2) relay.isHalfOpen = false;
      await wait(5000);
    }
    expect((await next('ready')).url).toBe(url);
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    expect(store.rows).toHaveLength(1);
  });

  it.each([511, 200, 401])(
    'TN3 a page of the relay’s own (%i) is told as that and no alarm; it goes when the page does',
    async (status) => {
      const { next, wait, relay, statuses } = await startTunnel(LOCALTUNNEL);
      const { url } = await next('ready');
      relay.reminds = status;
      await wait(BETWEEN);
      const sentence = `At ${url} the relay shows a page of its own instead of passing requests on.`;
      expect(await next('retrying')).toMatchObject({ url, sentence });
      await wait(5000);
      expect(await next('retrying')).toMatchObject({ url, sentence });
      expect(statuses).toEqual([]);
      relay.reminds = null;
      await wait(MINUTE);
      expect((await next('ready')).url).toBe(url);
      expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
    },
  );

  it('TN3 a stranger’s answer is an alarm that stays until our own comes back', async () => {
    const { next, wait, relay, statuses } = await startTunnel(LOCALTUNNEL);
    await next('ready');
    relay.isForeign = true;
    relay.cut();
    await wait(BETWEEN);
    const alarm = await next('alarm');
    expect(alarm.sentence).toMatch(/^Somebody else answers at http/);
    await wait(MINUTE);
    // Opening again says nothing new: the alarm is still on.
    expect(await next('alarm')).toMatchObject({ sentence: alarm.sentence, nextTryAt: null });
    expect(await next('alarm')).toMatchObject({ sentence: alarm.sentence, nextTryAt: expect.any(String) });
    relay.isForeign = false;
    await wait(MINUTE);
    await next('ready');
    expect(statuses.map(({ state }) => state)).toEqual([]);
  });
});

describe('the public address of the owner’s own', () => {
  it('is ready when it leads here', async () => {
    const { next, url } = await startTunnel((receiver) => ({ provider: 'own-address', url: `${receiver}/` }));
    expect(await next('ready')).toMatchObject({ provider: 'own-address', url });
  });

  it('TN3 is an alarm when it leads elsewhere', async () => {
    const { next } = await startTunnel({ provider: 'own-address', url: await serve('hello') });
    expect((await next('alarm')).provider).toBe('own-address');
  });

  it('is watched while nothing answers', async () => {
    const url = await serve('', 502);
    const { next, wait } = await startTunnel({ provider: 'own-address', url });
    for (const ms of [5000, 1000]) {
      expect(await next('retrying')).toMatchObject({ url, sentence: `Nothing comes through ${url}.` });
      await wait(ms);
    }
    await next('retrying');
  });
});

describe('choosing and closing', () => {
  it('TN1 without a provider it is off, and the receiver works', async () => {
    const { tunnel, url } = await startTunnel({ provider: 'none' });
    expect(tunnel.status()).toMatchObject({ state: 'off', provider: 'none', url: null });
    expect((await post(`${url}/h/${TOKEN}`)).status).toBe(200);
  });

  it('another choice takes over without waiting for the network', async () => {
    const { tunnel, relay, next } = await startTunnel(LOCALTUNNEL, { relay: (it) => (it.isSilent = true) });
    await next('starting');
    await tunnel.choose({ provider: 'none' });
    expect(tunnel.status().state).toBe('off');
    relay.isSilent = false;
    await tunnel.choose(LOCALTUNNEL);
    await next('ready');
  });

  it('of several choices at once the last one counts', async () => {
    const { tunnel, next, url, relay } = await startTunnel(LOCALTUNNEL);
    await Promise.all([
      tunnel.choose({ provider: 'none' }),
      tunnel.choose(LOCALTUNNEL),
      tunnel.choose({ provider: 'own-address', url }),
    ]);
    expect((await next('ready')).url).toBe(url);
    await untilZero(() => relay.tunnelSockets);
  });

  it.each(['silent', 'ready'])('stops at once while the relay is %s, and leaves nothing behind', async (state) => {
    const { tunnel, relay, next, clock } = await startTunnel(LOCALTUNNEL, {
      relay: (it) => {
        it.isSilent = state === 'silent';
      },
    });
    await next(state === 'silent' ? 'starting' : 'ready');
    await tunnel.stop();
    expect([tunnel.status().state, clock.waiting]).toEqual(['off', 0]);
    await untilZero(() => relay.tunnelSockets);
    await tunnel.choose(LOCALTUNNEL);
    expect(tunnel.status().state).toBe('off');
  });

  it('closed from outside (--no-tunnel) it stays closed whatever is chosen', async () => {
    const { tunnel, relay } = await startTunnel(LOCALTUNNEL, { options: { isAllowed: false } });
    await tunnel.choose(LOCALTUNNEL);
    expect(tunnel.status()).toMatchObject({ state: 'off', url: null });
    expect(relay.asked).toEqual([]);
  });
});

/** Something that is not Fieldhook. */
async function serve(text: string, status = 200): Promise<string> {
  const server = createServer((_, response) => response.writeHead(status).end(text));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** The other side of a closed socket hears of it a moment later. */
async function untilZero(count: () => number): Promise<void> {
  while (count() > 0) await new Promise((resolve) => setImmediate(resolve));
}
