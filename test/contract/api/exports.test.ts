import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ApiServices } from '#engine/api/services.ts';
import type { Store } from '#engine/store/store.ts';
import type { Page } from '#shared/contract/common.ts';
import type { Delivery } from '#shared/contract/delivery.ts';
import { startApi } from './start-api.ts';

/** A log without an end: each page waits until the test lets it go. */
async function endlessLog() {
  const asked: { go: () => void; fail: (error: Error) => void }[] = [];
  const api = await startApi();
  onTestFinished(api.stop);
  const pages: Store['deliveries']['page'] = () =>
    new Promise<Page<Delivery>>((resolve, reject) =>
      asked.push({ go: () => resolve({ items: [entry(asked.length)], nextCursor: '1' }), fail: reject }),
    );
  const { services } = api;
  const real = services.store.deliveries;
  Object.assign(services, {
    store: {
      ...services.store,
      deliveries: { ...real, page: pages, count: async () => ({ count: 3, nextCursor: null }) },
    },
  } satisfies Partial<ApiServices>);
  const folder = join(services.info.dataDir, 'exports');
  return {
    ...api,
    asked,
    files: () => (existsSync(folder) ? readdirSync(folder) : []),
    list: async () => (await api.send('GET', '/api/exports')).body,
    begin: async () => (await api.send('POST', '/api/exports', { of: 'log', query: {} })).body as { id: string },
  };
}

function entry(number: number): Delivery {
  return { id: `dlv_${number}`, outcome: 'processed', contact: null } as Delivery;
}

test('EX4 cancelled in the middle: no further page is asked of the store, and nothing of the file stays', async () => {
  const { begin, asked, files, list, send } = await endlessLog();
  const { id } = await begin();
  await expect.poll(() => asked.length).toBe(1);
  asked[0]!.go();
  await expect.poll(() => asked.length).toBe(2);
  await expect.poll(list).toMatchObject([{ id, state: 'running', rows: 1, expected: 3 }]);
  expect((await send('GET', `/api/exports/${id}/file`)).status).toBe(404);
  expect(files()).toEqual([`${id}.part`]);

  expect((await send('DELETE', `/api/exports/${id}`)).status).toBe(204);
  expect(await list()).toEqual([]);
  asked[1]!.go();
  await expect.poll(files).toEqual([]);
  expect(asked).toHaveLength(2);
});

test('EX4 a fault of the database in the middle is said, and nothing of the file stays', async () => {
  const { begin, asked, files, list } = await endlessLog();
  const { id } = await begin();
  await expect.poll(() => asked.length).toBe(1);
  asked[0]!.go();
  await expect.poll(() => asked.length).toBe(2);
  asked[1]!.fail(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' }));
  const fault = { code: 'read-failed', sentence: expect.stringContaining('Nothing is lost') };
  await expect.poll(list).toMatchObject([{ id, state: 'failed', rows: 1, fault }]);
  await expect.poll(files).toEqual([]);
});

test('EX4 a second file is refused while one is made', async () => {
  const { begin, asked, send } = await endlessLog();
  const { id } = await begin();
  await expect.poll(() => asked.length).toBe(1);
  const refused = await send('POST', '/api/exports', { of: 'contacts', as: 'csv', query: {} });
  expect([refused.status, refused.body.code]).toEqual([409, 'EXPORT_RUNNING']);
  await send('DELETE', `/api/exports/${id}`);
  asked[0]!.go();
});
