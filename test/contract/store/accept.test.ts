import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { accept, NOON, newDelivery, settlementOf, webhookOf, wholeLog, work } from './made-up-rows.ts';
import { temporaryStore } from './temporary-store.ts';

async function storeWithWebhook() {
  const opened = await temporaryStore();
  opened.clock.advance(NOON - opened.clock.now());
  await opened.store.webhooks.create(webhookOf('whk_a', { name: 'Bookings' }));
  return opened;
}

test('RC2 body, headers and query come back byte for byte, in order', async () => {
  const { store } = await storeWithWebhook();
  const body = Uint8Array.from({ length: 256 }, (_, byte) => byte);
  const headers: [string, string][] = [
    ['X-Twice', 'one'],
    ['x-twice', 'two'],
    ['X-Latin', 'caf\u00e9'],
    ['__proto__', 'a header like any other'],
  ];
  await accept(store, newDelivery('dlv_1', { body, headers, query: 'a=1&a=%00', method: 'PUT', contentType: ';;;' }));
  expect(new Uint8Array((await store.deliveries.body('dlv_1'))!)).toEqual(body);
  expect(await store.deliveries.get('dlv_1')).toMatchObject({
    headers,
    query: 'a=1&a=%00',
    method: 'PUT',
    contentType: ';;;',
    hasBody: true,
    receipt: null,
    configVersion: null,
  });
});

test('an accepted request waits; a settled one does not', async () => {
  const { store, clock } = await storeWithWebhook();
  clock.advance(7);
  const refused = { outcome: 'refused', reason: 'rate-limited', sentence: 'Too many.' } as const;
  const accepted = await accept(
    store,
    newDelivery('dlv_1', { origin: 'test' }),
    newDelivery('dlv_2', { settled: refused, answered: 429, body: null, sizeBytes: 900 }),
  );
  expect(accepted).toEqual([
    {
      id: 'dlv_1',
      webhookId: 'whk_a',
      webhookName: 'Bookings',
      receivedAt: '2026-03-02T12:00:00.000Z',
      origin: 'test',
      outcome: null,
      reason: null,
      sentence: 'It is stored and waits for its turn.',
      answered: 200,
      sizeBytes: 2,
      tookMs: null,
      contact: null,
      repeatOf: null,
      replayOf: null,
      items: null,
      alike: null,
      throughFormerAddress: false,
      possibleDuplicate: false,
    },
    {
      id: 'dlv_2',
      webhookId: 'whk_a',
      webhookName: 'Bookings',
      receivedAt: '2026-03-02T12:00:00.000Z',
      origin: 'sender',
      ...refused,
      answered: 429,
      sizeBytes: 900,
      tookMs: 7,
      contact: null,
      repeatOf: null,
      replayOf: null,
      items: null,
      alike: null,
      throughFormerAddress: false,
      possibleDuplicate: false,
    },
  ]);
  expect(await wholeLog(store)).toEqual(accepted.toReversed());
  expect((await store.deliveries.pending(10)).map(({ id }) => id)).toEqual(['dlv_1']);
  expect(await store.deliveries.pendingCount()).toBe(1);
  expect(await store.deliveries.get('dlv_2')).toMatchObject({ hasBody: false });
  expect(await store.deliveries.body('dlv_2')).toBeNull();
});

test('an empty body is kept as an empty body', async () => {
  const { store } = await storeWithWebhook();
  await accept(store, newDelivery('dlv_1', { body: new Uint8Array(), sizeBytes: 0 }));
  expect(await store.deliveries.get('dlv_1')).toMatchObject({ hasBody: true });
  expect((await store.deliveries.body('dlv_1'))?.byteLength).toBe(0);
});

test('a request to a webhook that is gone is left out; the others of its batch are stored', async () => {
  const { store } = await storeWithWebhook();
  const batch = [newDelivery('dlv_1'), newDelivery('dlv_2', { webhookId: 'whk_gone' }), newDelivery('dlv_3')];
  const accepted = await store.deliveries.acceptBatch(batch);
  expect(accepted).toMatchObject([{ id: 'dlv_1' }, null, { id: 'dlv_3' }]);
  expect(await store.deliveries.get('dlv_2')).toBeNull();
});

describe('RC1 a request that the database refuses', () => {
  const TWICE = 'SQLITE_CONSTRAINT_UNIQUE';
  const signedBy = (key: string) => ({ repeatKey: { kind: 'signed', key }, verifiedBy: 'github' }) as const;

  test('is refused alone, and the others of its batch are stored in their order and counted', async () => {
    const { store } = await storeWithWebhook();
    await accept(store, newDelivery('dlv_1'));
    const batch = [newDelivery('dlv_2'), newDelivery('dlv_1'), newDelivery('dlv_3'), newDelivery('dlv_3')];
    const accepted = await store.deliveries.acceptBatch(batch);
    expect(accepted).toMatchObject([{ id: 'dlv_2' }, { refused: TWICE }, { id: 'dlv_3' }, { refused: TWICE }]);
    expect((await wholeLog(store)).map(({ id }) => id)).toEqual(['dlv_3', 'dlv_2', 'dlv_1']);
    expect((await store.webhooks.activity(0)).get('whk_a')?.hours).toMatchObject([{ requests: 3 }]);
  });

  test.each([
    ['delivery', 'id'],
    ['delivery_request', 'query'],
    ['delivery_body', 'body'],
    ['delivery_key', 'key'],
  ])('leaves nothing behind when it is %s that refuses it', async (table, column) => {
    const opened = await storeWithWebhook();
    const store = await opened.reopen((database) =>
      database.exec(
        `CREATE TRIGGER refusing BEFORE INSERT ON ${table} WHEN instr(CAST(NEW.${column} AS TEXT), 'bad') > 0
         BEGIN SELECT RAISE(ABORT, 'refused'); END`,
      ),
    );
    const bad = { query: 'bad', body: Buffer.from('"bad"'), ...signedBy('bad') };
    const batch = [
      newDelivery('dlv_1', signedBy('a')),
      newDelivery('dlv_bad', bad),
      newDelivery('dlv_3', signedBy('c')),
    ];
    const accepted = await store.deliveries.acceptBatch(batch);
    expect(accepted).toMatchObject([{ id: 'dlv_1' }, { refused: 'SQLITE_CONSTRAINT_TRIGGER' }, { id: 'dlv_3' }]);
    expect((await wholeLog(store)).map(({ id }) => id)).toEqual(['dlv_3', 'dlv_1']);
    const healed = await opened.reopen((database) => database.exec('DROP TRIGGER refusing'));
    // It was not taken for one that had come: sent again, it is no repeat.
    expect(await healed.deliveries.acceptBatch([newDelivery('dlv_bad', bad)])).toMatchObject([{ outcome: null }]);
    expect(await healed.deliveries.pendingCount()).toBe(3);
  });

  test('is one whose value cannot be stored at all', async () => {
    const { store } = await storeWithWebhook();
    const unusable = newDelivery('dlv_1', { query: Symbol('no text') as unknown as string });
    const accepted = await store.deliveries.acceptBatch([unusable, newDelivery('dlv_2')]);
    expect(accepted).toMatchObject([{ refused: 'TypeError' }, { id: 'dlv_2' }]);
  });

  test.each(['SQLITE_FULL', 'SQLITE_IOERR_WRITE'])(
    'is not what a disk at fault makes of it: %s refuses the whole batch',
    async (code) => {
      const { store } = await storeWithWebhook();
      let faults = 0;
      const atFault = Object.defineProperty(newDelivery('dlv_2'), 'headers', {
        get: () => {
          faults += 1;
          throw new Database.SqliteError('the disk is at fault', code);
        },
      });
      await expect(store.deliveries.acceptBatch([newDelivery('dlv_1'), atFault])).rejects.toMatchObject({ code });
      expect(faults).toBe(1);
      // Also when it fails only while the rows are stored one by one.
      const twice = [newDelivery('dlv_1'), newDelivery('dlv_1'), atFault];
      await expect(store.deliveries.acceptBatch(twice)).rejects.toMatchObject({ code });
      expect(await wholeLog(store)).toEqual([]);
      expect((await store.webhooks.activity(0)).get('whk_a')?.hours).toEqual([]);
    },
  );
});

test('PR1 what waits is handed out in order of arrival', async () => {
  const { store } = await storeWithWebhook();
  await accept(store, newDelivery('dlv_1', { receivedAt: NOON + 5 }), newDelivery('dlv_2', { receivedAt: NOON }));
  await accept(store, newDelivery('dlv_3', { query: 'q=1', contentType: 'text/plain', body: Buffer.from('hé') }));
  const pending = await store.deliveries.pending(10);
  expect(pending.map(({ id }) => id)).toEqual(['dlv_1', 'dlv_2', 'dlv_3']);
  expect(pending[2]).toEqual({
    seq: 3,
    id: 'dlv_3',
    webhookId: 'whk_a',
    receivedAt: NOON,
    headers: [['content-type', 'application/json']],
    contentType: 'text/plain',
    query: 'q=1',
    body: Buffer.from('hé'),
    isReal: true,
  });
  expect(await store.deliveries.pending(2)).toHaveLength(2);
});

test('large bodies are handed out a few at a time, and at least one', async () => {
  const { store } = await storeWithWebhook();
  const body = new Uint8Array(6 * 1024 * 1024);
  await accept(store, ...['dlv_1', 'dlv_2', 'dlv_3', 'dlv_4'].map((id) => newDelivery(id, { body })));
  expect((await store.deliveries.pending(10)).map(({ id }) => id)).toEqual(['dlv_1', 'dlv_2']);
  await accept(store, newDelivery('dlv_5', { body: new Uint8Array(17 * 1024 * 1024) }));
  const done = [1, 2, 3, 4].map((seq) => work(seq, () => settlementOf('unidentified')));
  await store.deliveries.settle(done, NOON);
  expect((await store.deliveries.pending(10)).map(({ id }) => id)).toEqual(['dlv_5']);
});

test('what was heard while listening is found, newest first', async () => {
  const { store } = await storeWithWebhook();
  await store.webhooks.create(webhookOf('whk_b'));
  await accept(
    store,
    newDelivery('dlv_before', { heard: true, receivedAt: NOON - 1 }),
    newDelivery('dlv_1', { heard: true }),
    newDelivery('dlv_unheard'),
    newDelivery('dlv_other', { heard: true, webhookId: 'whk_b' }),
    newDelivery('dlv_2', { heard: true, receivedAt: NOON + 1 }),
  );
  const heard = async (limit: number) => (await store.deliveries.heard('whk_a', NOON, limit)).map(({ id }) => id);
  expect(await heard(50)).toEqual(['dlv_2', 'dlv_1']);
  expect(await heard(1)).toEqual(['dlv_2']);
  expect(await store.deliveries.heard('whk_none', 0, 50)).toEqual([]);
});

test('RC4 what counts against the limit is found again after a restart', async () => {
  const opened = await storeWithWebhook();
  await opened.store.webhooks.create(webhookOf('whk_b'));
  await accept(
    opened.store,
    newDelivery('dlv_old', { receivedAt: NOON - 1 }),
    newDelivery('dlv_1', { receivedAt: NOON + 9 }),
    newDelivery('dlv_2', { receivedAt: NOON }),
    newDelivery('dlv_refused', { answered: 429 }),
    newDelivery('dlv_b', { webhookId: 'whk_b', receivedAt: NOON + 4_000_000 }),
  );
  const store = await opened.reopen();
  expect(await store.deliveries.acceptedTimes(NOON)).toEqual(
    new Map([
      ['whk_a', [NOON, NOON + 9]],
      ['whk_b', [NOON + 4_000_000]],
    ]),
  );
  expect(await store.deliveries.acceptedTimes(NOON + 86_400_000)).toEqual(new Map());
});
