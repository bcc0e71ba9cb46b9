import { expect, it } from 'vitest';
import { Outages } from '#engine/outages.ts';
import type { OutageStore, StoredOutage } from '#engine/store/port/outage-store.ts';
import type { TunnelStatus } from '#shared/contract/health.ts';

const URL = 'https://name-1.relay.example';
const NINE = Date.parse('2026-03-02T09:00:00Z');
const SECOND = 1000;

const said = (state: TunnelStatus['state'], seconds = 0, more: Partial<TunnelStatus> = {}): TunnelStatus => ({
  state,
  provider: 'localtunnel',
  url: state === 'off' ? null : URL,
  sentence: `It is ${state}.`,
  promise: '',
  nextTryAt: null,
  checkedAt: new Date(NINE + seconds * SECOND).toISOString(),
  ...more,
});

/** What is written down after these statuses, begun with nothing or with an outage that a former run left open. */
async function noted(statuses: TunnelStatus[], before: StoredOutage[] = []) {
  const rows = [...before];
  const published: string[] = [];
  const store: OutageStore = {
    async begin(outage) {
      if (rows.some(({ to }) => to === null)) return false;
      rows.push({ ...outage, newUrl: null, to: null });
      return true;
    },
    async end(newUrl, to) {
      const open = rows.find((row) => row.to === null);
      if (open) Object.assign(open, { newUrl, to });
      return open !== undefined;
    },
    list: async () => rows,
  };
  const hub = { publish: ({ type }: { type: string }) => void published.push(type) };
  const outages = new Outages({ store, hub, log: () => undefined, now: () => NINE + 999 * SECOND });
  for (const status of statuses) outages.hear(status);
  await outages.settled();
  return { rows, published };
}

const LOST = [said('retrying', 40, { sentence: 'Nothing comes through.' }), said('starting', 40)];

it('TN3 an outage lasts from the last answer that came through to the next one', async () => {
  const { rows, published } = await noted([said('ready', 0), said('ready', 30), ...LOST, said('ready', 90)]);
  expect(rows).toEqual([
    {
      provider: 'localtunnel',
      lostUrl: URL,
      newUrl: URL,
      sentence: 'Nothing comes through.',
      from: NINE + 30 * SECOND,
      to: NINE + 90 * SECOND,
    },
  ]);
  expect(published).toEqual(['health', 'health']);
});

it('many failed tries are one outage', async () => {
  const { rows } = await noted([said('ready'), ...LOST, ...LOST, ...LOST, said('ready', 300), said('ready', 330)]);
  expect(rows.map(({ to }) => to)).toEqual([NINE + 300 * SECOND]);
});

it('one unanswered question is no outage', async () => {
  expect((await noted([said('ready'), said('retrying', 30), said('ready', 35)])).rows).toEqual([]);
});

it('an address that never worked was not lost', async () => {
  expect((await noted([said('starting'), said('retrying'), said('starting'), said('ready', 90)])).rows).toEqual([]);
});

it('an address that the owner changed was not lost', async () => {
  const other = { url: 'https://hooks.example.com', provider: 'own-address' } as const;
  expect((await noted([said('ready'), said('starting', 5, other), said('ready', 6, other)])).rows).toEqual([]);
});

it('TN3 a stranger at the address is an outage at once', async () => {
  const { rows } = await noted([said('ready'), said('alarm', 30, { sentence: 'Somebody else answers.' })]);
  expect(rows).toMatchObject([{ sentence: 'Somebody else answers.', from: NINE, to: null }]);
});

it('TN4 says at which other address requests arrive again', async () => {
  const url = 'https://name-2.relay.example';
  const { rows } = await noted([said('ready'), ...LOST, said('ready', 90, { url })]);
  expect(rows).toMatchObject([{ lostUrl: URL, newUrl: url }]);
});

it('is over when the owner closes the address', async () => {
  const { rows } = await noted([said('ready'), ...LOST, said('off')]);
  expect(rows).toMatchObject([{ newUrl: null, to: NINE + 999 * SECOND }]);
});

it('one that a former run left open ends with the first answer', async () => {
  const open: StoredOutage = {
    ...{ provider: 'localtunnel', lostUrl: URL, newUrl: null, sentence: 'Gone.' },
    ...{ from: NINE - 3600 * SECOND, to: null },
  };
  const { rows } = await noted([said('starting'), said('ready', 5)], [{ ...open }]);
  expect(rows).toEqual([{ ...open, newUrl: URL, to: NINE + 5 * SECOND }]);
});
