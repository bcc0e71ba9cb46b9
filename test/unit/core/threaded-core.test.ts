import { describe, expect, it } from 'vitest';
import { openThreadedCore } from '#engine/core/threaded-core.ts';
import { EventHub } from '#engine/events.ts';
import { StartError } from '#engine/start-error.ts';

/** A thread that does as it is told here instead of opening a database. */
function threadThat(program: string): URL {
  const source = `import { parentPort, workerData } from 'node:worker_threads'; const say = (said) => parentPort.postMessage(said); ${program}`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
}

const OPENED = `say({ kind: 'opened', notices: [], isCrashLoop: true });`;
const ECHO = `parentPort.on('message', (asked) => {
  if (asked.method === 'close') say({ kind: 'events', events: [{ type: 'contact', userNs: 'f1u1' }] });
  if (asked.call) say({ kind: 'answer', call: asked.call, value: asked });
  if (asked.method === 'close') parentPort.close();
  else say({ kind: 'log', line: ['info', asked.kind, { type: asked.event?.type ?? null }] });
});`;

async function openOn(program: string) {
  const logged: unknown[] = [];
  const deaths: unknown[] = [];
  const hub = new EventHub('run');
  const core = await openThreadedCore(threadThat(program), {
    dataDir: 'nowhere',
    restore: null,
    hub,
    log: (...line) => logged.push(line),
    onDeath: (error) => deaths.push(error),
  });
  return { core, hub, logged, deaths };
}

describe('the core in a thread of its own', () => {
  it('a refused start arrives as the StartError that it is', async () => {
    const refused = `say({ kind: 'refused', fault: { type: 'start', fault: 'disk-full', message: 'The disk is full.' } });`;
    await expect(openOn(refused)).rejects.toSatisfy(
      (error) => error instanceof StartError && error.kind === 'disk-full' && error.message === 'The disk is full.',
    );
  });

  it('a program that cannot even begin rejects', async () => {
    await expect(openOn('throw new Error("no such thing");')).rejects.toThrow('no such thing');
  });

  it('every method of the store and of what reads payloads is asked of the thread', async () => {
    const { core } = await openOn(ECHO + OPENED);
    expect(await core.store.webhooks.get('whk_1')).toMatchObject({ part: 'webhooks', method: 'get', args: ['whk_1'] });
    expect(await core.reading.delivery('dlv_1', { isPrivateShown: false })).toMatchObject({
      part: 'reading',
      method: 'delivery',
      args: ['dlv_1', { isPrivateShown: false }],
    });
    expect(core.store.care.isCrashLoop).toBe(true);
    expect(core.processing.isPaused()).toBe(true);
    core.processing.resume();
    expect(core.processing.isPaused()).toBe(false);
    await core.close();
  });

  it('is told of changes that the loop has to know, and of no others', async () => {
    const { core, hub, logged } = await openOn(ECHO + OPENED);
    hub.publish({ type: 'contact', userNs: 'f1u1' });
    hub.publish({ type: 'webhook', id: 'whk_1' });
    core.processing.poke();
    await core.close();
    expect(logged).toEqual([
      ['info', 'news', { type: 'webhook' }],
      ['info', 'poke', { type: null }],
    ]);
  });

  it('publishes the news of the thread', async () => {
    const { core, hub } = await openOn(ECHO + OPENED);
    const heard: unknown[] = [];
    hub.subscribe(hub.position(), ({ event }) => heard.push(event));
    await core.close();
    expect([...heard]).toEqual([{ type: 'contact', userNs: 'f1u1' }]);
  });

  it('a thread that dies rejects what waits and what is asked later, and its death is told', async () => {
    const { core, deaths } = await openOn(
      `${OPENED} parentPort.on('message', () => { throw new Error('cut short'); });`,
    );
    await expect(core.store.webhooks.list()).rejects.toThrow('cut short');
    await expect(core.store.deliveries.acceptBatch([])).rejects.toThrow('cut short');
    expect(deaths).toEqual([expect.objectContaining({ message: 'cut short' })]);
  });
});
