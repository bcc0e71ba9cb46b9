import { expect, it } from 'vitest';
import { AddressChanges } from '#engine/address-changes.ts';
import type { AddressChangeStore } from '#engine/store/port/address-change-store.ts';

const FIRST = 'https://first.relay.example';
const SECOND = 'https://second.relay.example';

/** The real bookkeeping is proven with the store; here it is what was written, in order. */
function changes({ isFull = false } = {}) {
  const written: unknown[][] = [];
  const logged: string[] = [];
  const published: string[] = [];
  const waiting = new Set(['whk_a', 'whk_b']);
  const store: AddressChangeStore = {
    async note(base, at) {
      if (isFull) throw new Error('The disk is full.');
      written.push(['note', base, at]);
      return base !== FIRST;
    },
    bases: async () => [],
    waiting: async () => [...waiting],
    list: async () => [],
    async tick(webhookId, told) {
      written.push(['tick', webhookId, told]);
      if (webhookId === 'whk_gone') return false;
      if (told === null) waiting.add(webhookId);
      else waiting.delete(webhookId);
      return true;
    },
  };
  const hub = { publish: ({ type }: { type: string }) => void published.push(type) };
  const log = (_level: string, event: string) => void logged.push(event);
  const made = new AddressChanges({ store, hub, log, clock: { now: () => 7 } });
  return { made, written, logged, published };
}

const arrival = (host: string, change: object = {}) => ({
  webhookId: 'whk_a',
  origin: 'sender' as const,
  answered: 200,
  headers: [['Host', host]] as const,
  ...change,
});

it('TN4 only an address that works is noted, and each once', async () => {
  const { made, written, published } = changes();
  made.hear({ state: 'starting', url: FIRST });
  made.hear({ state: 'ready', url: null });
  made.hear({ state: 'ready', url: `${FIRST}/` });
  made.hear({ state: 'ready', url: FIRST });
  made.hear({ state: 'retrying', url: FIRST });
  made.hear({ state: 'ready', url: SECOND });
  await made.settled();
  expect(written).toEqual([
    ['note', FIRST, 7],
    ['note', SECOND, 7],
  ]);
  expect(published).toEqual(['health']);
});

it.each([
  { what: 'its host', request: arrival('Second.Relay.example'), ticks: true },
  {
    what: 'its host behind a proxy',
    request: arrival('127.0.0.1:4780', {
      headers: [
        ['host', '127.0.0.1:4780'],
        ['X-Forwarded-Host', 'second.relay.example'],
      ],
    }),
    ticks: true,
  },
  { what: 'the former host', request: arrival('first.relay.example'), ticks: false },
  { what: 'this computer', request: arrival('127.0.0.1:4780'), ticks: false },
  { what: 'its host, as our own sample', request: arrival('second.relay.example', { origin: 'test' }), ticks: false },
  { what: 'its host, refused', request: arrival('second.relay.example', { answered: 401 }), ticks: false },
  {
    what: 'its host, for a webhook that is not on the list',
    request: arrival('second.relay.example', { webhookId: 'whk_c' }),
    ticks: false,
  },
])('TN4 a request that names $what ticks its webhook off: $ticks', async ({ request, ticks }) => {
  const { made, written } = changes();
  made.hear({ state: 'ready', url: SECOND });
  await made.settled();
  made.arrived([request]);
  await made.settled();
  made.arrived([request]);
  await made.settled();
  const ticked = [['tick', 'whk_a', { by: 'request', at: 7 }]];
  expect(written.slice(1)).toEqual(ticks ? ticked : []);
});

it('the owner ticks off and takes it back; what is not on the list is said', async () => {
  const { made, written } = changes();
  expect(await made.tick('whk_a', true)).toBe(true);
  expect(await made.tick('whk_a', false)).toBe(true);
  expect(await made.tick('whk_gone', true)).toBe(false);
  expect(written).toEqual([
    ['tick', 'whk_a', { by: 'owner', at: 7 }],
    ['tick', 'whk_a', null],
    ['tick', 'whk_gone', { by: 'owner', at: 7 }],
  ]);
});

it('what cannot be written is logged, and the next change is tried again', async () => {
  const { made, logged } = changes({ isFull: true });
  made.hear({ state: 'ready', url: FIRST });
  await made.settled();
  expect(logged).toEqual(['address-change-not-noted']);
  expect(await made.tick('whk_a', true)).toBe(true);
});
