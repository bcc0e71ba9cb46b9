import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import type { StartError } from '#engine/start-error.ts';
import { openStore } from '#engine/store/open-store.ts';
import { accept, newDelivery, pendingSeqs, upsertByEmail, webhookOf, work } from '#test/contract/store/made-up-rows.ts';
import { temporaryFolder } from '#test/contract/store/temporary-store.ts';
import { copyOf } from './support/crash-points.ts';
import { canMount, fill, makeRoom, run, smallDisk } from './support/small-disk.ts';

const open = (dataDir: string) => openStore({ dataDir, now: () => 0, newId: createNewId(() => 0) });

describe.skipIf(!canMount)('on a small disk', () => {
  test('a first start on a full disk says so, and succeeds once there is room', async () => {
    const disk = smallDisk();
    fill(disk);
    await expect(open(join(disk, 'data'))).rejects.toMatchObject({ kind: 'disk-full' });
    makeRoom(disk);
    await (await open(join(disk, 'data'))).close();
  });

  test('a later start on a full disk says so and loses nothing', async () => {
    const disk = smallDisk();
    const dir = join(disk, 'data');
    const first = await open(dir);
    await first.webhooks.create(webhookOf('whk_a'));
    await first.close();
    fill(disk);
    await expect(open(dir)).rejects.toMatchObject({ kind: 'disk-full' });
    makeRoom(disk);
    const second = await open(dir);
    expect(await second.webhooks.list()).toHaveLength(1);
    await second.close();
  });

  test.each([0, 4, 8, 16, 32, 64])('a start after a crash, with %i KB left, says so or succeeds', async (kilobytes) => {
    const disk = smallDisk();
    const crashed = join(disk, 'data');
    const dataDir = join(temporaryFolder(), 'data');
    const store = await open(dataDir);
    onTestFinished(() => store.close());
    await store.webhooks.create(webhookOf('whk_a'));
    await accept(store, newDelivery('dlv_1'));
    cpSync(copyOf(dataDir), crashed, { recursive: true });
    fill(disk, kilobytes);
    const started = await open(crashed).then(
      (opened) => opened.close().then(() => 'it succeeds'),
      (error: StartError) => error.kind,
    );
    expect(started).toMatch(/^(it succeeds|disk-full)$/);
    makeRoom(disk);
    const again = await open(crashed);
    expect(await pendingSeqs(again)).toEqual([1]);
    await again.close();
  });

  test('a read-only disk is a folder that cannot be written', async () => {
    const disk = smallDisk();
    const dir = join(disk, 'data');
    await (await open(dir)).close();
    run('mount', '-o', 'remount,ro', disk);
    await expect(open(dir)).rejects.toMatchObject({ kind: 'data-folder-unwritable' });
  });

  test('RC1 when the disk fills up, batches are refused whole, work stays undone, and both go on with room', async () => {
    const disk = smallDisk('3m');
    const store = await open(join(disk, 'data'));
    onTestFinished(() => store.close());
    await store.webhooks.create(webhookOf('whk_a'));
    await accept(store, newDelivery('dlv_1'), newDelivery('dlv_2'));
    fill(disk);
    const large = { body: Buffer.alloc(64 * 1024) };
    const batch = [newDelivery('dlv_3', large), newDelivery('dlv_4', large)];
    await expect(store.deliveries.acceptBatch(batch)).rejects.toMatchObject({ code: 'SQLITE_FULL' });
    const name = 'x'.repeat(500_000);
    const tooMuch = work(2, (people) => {
      const { receipt, configVersion, write } = upsertByEmail('bob@example.com', {})(people);
      return { receipt: { ...receipt, next: name }, configVersion, write };
    });
    const both = [work(1, upsertByEmail('ann@example.com', {})), tooMuch];
    await expect(store.deliveries.settle(both, 0)).rejects.toMatchObject({ code: 'SQLITE_FULL' });

    expect(await pendingSeqs(store)).toEqual([1, 2]);
    expect((await store.contacts.page({ limit: 10 })).total).toBe(0);
    makeRoom(disk);
    expect(await accept(store, ...batch)).toHaveLength(2);
    expect(await store.deliveries.settle(both, 0)).toHaveLength(2);
  });
});
