import { createServer } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { Receiver } from '#engine/receiver/receiver.ts';
import { StartError } from '#engine/start-error.ts';
import { activeWebhook, ask, emptyFolder, engineOn, post, until } from './start-on.ts';

const ADA = { email: 'ada@example.com' };

describe('engine', () => {
  it('answers 503 before the start and after the stop', async () => {
    const engine = engineOn(await emptyFolder());
    const refused = { status: 503, body: { code: 'RECEIVER_UNAVAILABLE' } };
    expect(await ask(engine, 'GET', '/api/health')).toMatchObject(refused);
    await engine.start();
    expect(await ask(engine, 'GET', '/api/health')).toMatchObject({ status: 200 });
    await engine.stop();
    expect(await ask(engine, 'GET', '/api/health')).toMatchObject(refused);
  });

  it('listens on this computer only, and says where', async () => {
    const engine = engineOn(await emptyFolder());
    const { receiver } = await engine.start();
    expect(receiver).toEqual({ url: `http://127.0.0.1:${receiver.port}`, port: expect.any(Number) });
    expect((await ask(engine, 'GET', '/api/health')).body.receiver).toEqual({ listening: true, url: receiver.url });
  });

  it('I9 the receiver knows nothing of the screens and the door', async () => {
    const engine = engineOn(await emptyFolder());
    const { receiver } = await engine.start();
    for (const path of ['/', '/api/health', '/api/events', '/index.html']) {
      expect((await fetch(`${receiver.url}${path}`)).status).toBe(404);
    }
    expect((await ask(engine, 'GET', '/api/health')).body.unknownAddressRequests).toBe(4);
  });

  it('starts once, however often it is asked, and stops as often', async () => {
    const engine = engineOn(await emptyFolder());
    const [first, second] = await Promise.all([engine.start(), engine.start()]);
    expect(second).toEqual(first);
    await Promise.all([engine.stop(), engine.stop()]);
    await engine.stop();
  });

  it('a port that is taken is a plain sentence, and the folder is free for the next try', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      other.close();
    });
    const { port } = other.address() as { port: number };
    const dataDir = await emptyFolder();
    const logged: string[] = [];
    const engine = engineOn(dataDir, { port, log: (_level, event) => logged.push(event) });
    const error = await engine.start().catch((fault: unknown) => fault);
    expect(error).toBeInstanceOf(StartError);
    expect(error).toMatchObject({
      kind: 'port-taken',
      message: expect.stringMatching(new RegExp(`Port ${port} .*--port`)),
    });
    expect(logged).toEqual([]);
    await engineOn(dataDir).start();
  });

  it('a stop during the start leaves the door shut', async () => {
    const engine = engineOn(await emptyFolder());
    const starting = engine.start();
    await engine.stop();
    await starting;
    expect((await ask(engine, 'GET', '/api/health')).status).toBe(503);
  });

  it('a start that fails late does not orphan the one after it', async () => {
    const dataDir = await emptyFolder();
    let isFailing = true;
    const log = () => {
      if (!isFailing) return;
      isFailing = false;
      throw new Error('There is nobody to tell.');
    };
    const engine = engineOn(dataDir, { log });
    const first = engine.start();
    const refused = expect(first).rejects.toThrow('nobody');
    const stopping = engine.stop();
    const second = engine.start();
    await Promise.all([refused, stopping, second]);
    await engine.stop();
    await engineOn(dataDir).start();
  });

  it('a stop that fails half-way gives the folder back all the same', async () => {
    const engine = engineOn(await emptyFolder());
    await engine.start();
    const stop = Receiver.prototype.stop;
    vi.spyOn(Receiver.prototype, 'stop').mockImplementationOnce(async function (this: Receiver) {
      await stop.call(this);
      throw new Error('The connections are stuck.');
    });
    await expect(engine.stop()).rejects.toThrow('stuck');
    await engine.start();
    expect((await ask(engine, 'GET', '/api/health')).status).toBe(200);
  });

  it('can be started again after a stop, with everything there', async () => {
    const engine = engineOn(await emptyFolder());
    await engine.start();
    const { token } = await activeWebhook(engine);
    await engine.stop();
    const { receiver } = await engine.start();
    const answer = await post(`${receiver.url}/h/${token}`, ADA);
    expect(answer.status).toBe(200);
    const { id } = await answer.json();
    const { body } = await until(
      () => ask(engine, 'GET', `/api/deliveries/${id}`),
      (delivery) => delivery.body.outcome !== null,
    );
    expect(body).toMatchObject({ outcome: 'processed', contact: { label: 'ada@example.com' } });
  });

  it('RC4 the limit survives a restart', async () => {
    const dataDir = await emptyFolder();
    const first = engineOn(dataDir);
    await first.start();
    const { address, id, token } = await activeWebhook(first, { limit: { requests: 2, hours: 24 } });
    expect([(await post(address, ADA)).status, (await post(address, ADA)).status]).toEqual([200, 200]);
    await first.stop();

    const second = engineOn(dataDir);
    const { receiver } = await second.start();
    const refused = await post(`${receiver.url}/h/${token}`, ADA);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(86_000);
    const { body } = await ask(second, 'GET', `/api/deliveries?webhookId=${id}`);
    expect(body.items.map((entry: { reason: string | null }) => entry.reason)).toEqual(['rate-limited', null, null]);
    const [row] = (await ask(second, 'GET', '/api/webhooks')).body;
    expect(row.used).toBe(2);
  });

  it('every request under way when it stops is either answered and stored, or neither', async () => {
    const dataDir = await emptyFolder();
    const engine = engineOn(dataDir);
    await engine.start();
    const { address } = await activeWebhook(engine, { limit: null });
    const answers = Array.from({ length: 50 }, () => post(address, ADA).then((answer) => answer.json()));
    await Promise.race(answers);
    await engine.stop();
    const settled = await Promise.allSettled(answers);
    const accepted = settled.flatMap((one) => (one.status === 'fulfilled' && one.value.id ? [one.value.id] : []));
    await engine.start();
    const { body } = await ask(engine, 'GET', '/api/deliveries?limit=200');
    expect(new Set(body.items.map(({ id }: { id: string }) => id))).toEqual(new Set(accepted));
  });
});
