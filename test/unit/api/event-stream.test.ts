import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { streamEvents } from '#engine/api/events.ts';
import { EventHub } from '#engine/events.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';

function openStream(init: RequestInit = {}, path = '/', secrets: () => Promise<null> = async () => null) {
  const hub = new EventHub('run1');
  const clock = new ManualClock();
  const services = { hub, clock, reading: { secrets } as never };
  const app = new Hono().get('/', (context) => streamEvents(services, context));
  const connect = async () => {
    const response = await app.request(path, init);
    const reader = response.body!.getReader();
    const read = async () => new TextDecoder().decode((await reader.read()).value);
    return { response, reader, read };
  };
  return { hub, clock, connect };
}

describe('the event stream', () => {
  it('begins with a bookmark, so that a connection lost before the first event misses nothing', async () => {
    const { connect } = openStream();
    const { response, read } = await connect();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(await read()).toBe('retry: 1000\nid: run1-0\n\n');
  });

  it('sends each event as one message', async () => {
    const { hub, connect } = openStream();
    const { read } = await connect();
    await read();
    hub.publish({ type: 'field', key: 'a\nb' });
    expect(await read()).toBe('id: run1-1\ndata: {"type":"field","key":"a\\nb"}\n\n');
  });

  it.each([
    ['the header', { headers: { 'last-event-id': 'run1-1' } }, '/'],
    ['the query', {}, '/?lastId=run1-1'],
  ])('goes on where %s says', async (_, init, path) => {
    const { hub, connect } = openStream(init, path);
    hub.publish({ type: 'field', key: 'one' });
    hub.publish({ type: 'field', key: 'two' });
    const { read } = await connect();
    expect(await read()).toContain('"key":"two"');
    expect(await read()).toContain('id: run1-2\n\n');
  });

  it('says every 15 s that it is still there', async () => {
    const { clock, connect } = openStream();
    const { read } = await connect();
    await read();
    clock.advance(15_000);
    expect(await read()).toBe(': still here\n\n');
    clock.advance(15_000);
    expect(await read()).toBe(': still here\n\n');
  });

  it('lets go of everything when the reader leaves', async () => {
    const { hub, clock, connect } = openStream();
    const { reader } = await connect();
    expect(clock.waiting).toBe(1);
    await reader.cancel();
    expect(clock.waiting).toBe(0);
    hub.publish({ type: 'settings' });
    clock.advance(60_000);
  });

  it('ends when its request is aborted', async () => {
    const abort = new AbortController();
    const { clock, connect } = openStream({ signal: abort.signal });
    const { reader, read } = await connect();
    await read();
    abort.abort();
    expect(await reader.read()).toEqual({ done: true, value: undefined });
    expect(clock.waiting).toBe(0);
  });

  it('lets go of a reader that stands still, after what was already on its way', async () => {
    const { hub, clock, connect } = openStream();
    const { reader } = await connect();
    for (let index = 0; index < 5000; index += 1) hub.publish({ type: 'settings' });
    expect(clock.waiting).toBe(0);
    let pieces = 0;
    while (!(await reader.read()).done) pieces += 1;
    expect(pieces).toBeLessThanOrEqual(2000);
  });

  it('LG3 lets no more than 1,000 events wait for their mask, and then asks to read everything again, once and in order', async () => {
    const answered = Promise.withResolvers<null>();
    let asked = 0;
    const { hub, connect } = openStream({}, '/', () => {
      asked += 1;
      return answered.promise;
    });
    const { read } = await connect();
    await read();
    const delivery = { id: 'dlv_1', outcome: 'processed' } as Delivery;
    for (let index = 0; index < 1500; index += 1) hub.publish({ type: 'delivery', delivery, isNew: true });
    hub.publish({ type: 'settings' });
    expect(asked).toBe(1000);
    answered.resolve(null);
    for (let index = 1; index <= 1000; index += 1)
      expect(await read()).toContain(`id: run1-${index}\ndata: {"type":"delivery"`);
    expect(await read()).toBe('id: run1-1501\ndata: {"type":"reset"}\n\n');
    hub.publish({ type: 'delivery', delivery, isNew: true });
    expect(await read()).toContain('id: run1-1502\ndata: {"type":"delivery"');
    hub.publish({ type: 'settings' });
    expect(await read()).toContain('id: run1-1503\ndata: {"type":"settings"}');
  });
});
