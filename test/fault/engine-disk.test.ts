import { readdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ExportFiles } from '#engine/export-files.ts';
import { activeWebhook, ask, engineOn, post, until } from '#test/contract/engine/start-on.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { canMount, fill, makeRoom, smallDisk } from './support/small-disk.ts';

const ADA = { email: 'ada@example.com' };
const MEGABYTE = 1024 * 1024;

describe.skipIf(!canMount)('an engine on a small disk (needs root on Linux)', () => {
  test('turns requests away before the disk is full, shows it, and goes on by itself when there is room', async () => {
    const disk = smallDisk('260m');
    const clock = new ManualClock();
    const engine = engineOn(join(disk, 'data'), { clock });
    await engine.start();
    const { address } = await activeWebhook(engine, { limit: null });
    const intake = async () => (await ask(engine, 'GET', '/api/health')).body.intake;
    expect((await post(address, ADA)).status).toBe(200);

    writeFileSync(join(disk, 'filler'), Buffer.alloc(80 * MEGABYTE));
    clock.advance(5000);
    await until(intake, ({ reason }) => reason === 'disk-nearly-full');
    const refused = await post(address, ADA);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await ask(engine, 'POST', '/api/backups')).toMatchObject({ status: 503, body: { code: 'BACKUP_FAILED' } });

    await rm(join(disk, 'filler'));
    clock.advance(5000);
    await until(intake, ({ state }) => state === 'open');
    expect((await post(address, ADA)).status).toBe(200);
    expect((await ask(engine, 'GET', '/api/deliveries')).body.items).toHaveLength(2);
  });

  test('with the last byte taken, answers 503, still shows what is there, and goes on with room', async () => {
    const disk = smallDisk('260m');
    const clock = new ManualClock();
    const engine = engineOn(join(disk, 'data'), { clock });
    await engine.start();
    const { address } = await activeWebhook(engine, { limit: null });
    await post(address, ADA);
    // Between two looks of the gate: the commit itself finds the disk full.
    fill(disk);
    const statuses: number[] = [];
    for (let request = 0; request < 3; request += 1) {
      statuses.push((await post(address, { ...ADA, text: 'x'.repeat(600_000) })).status);
    }
    expect(statuses).toEqual([503, 503, 503]);
    expect((await ask(engine, 'GET', '/api/deliveries')).body.items).toHaveLength(1);
    expect((await ask(engine, 'GET', '/api/health')).body.intake.reason).toBe('disk-nearly-full');

    makeRoom(disk);
    clock.advance(5000);
    await until(
      async () => (await post(address, ADA)).status,
      (status) => status === 200,
    );
    await engine.stop();
  });

  test('EX4 a file of a log for which there is no room is said, and not a byte of it stays', async () => {
    const disk = smallDisk('2m');
    // Of a system that does not tell how much room there is.
    const freeSpace = async () => null;
    const ports = { clock: new ManualClock(), hub: { publish: () => undefined }, log: () => undefined };
    const files = new ExportFiles({ dataDir: disk, freeSpace, newId: (prefix) => `${prefix}_1`, ...ports });
    const seen = { isClosed: false };
    async function* pieces() {
      try {
        for (;;) yield { text: 'x'.repeat(300_000), rows: 1 };
      } finally {
        seen.isClosed = true;
      }
    }
    async function* counts() {
      yield 1_000_000;
    }
    files.begin({
      ...{ of: 'log', fileName: 'log.jsonl', contentType: 'application/jsonl' },
      ...{ pieces: pieces(), counts: counts(), isStillAllowed: async () => true },
    });
    await until(
      async () => files.list()[0],
      (made) => made?.state !== 'running',
    );
    expect(files.list()).toMatchObject([{ state: 'failed', rows: 6, fault: { code: 'disk-full' } }]);
    await until(
      async () => readdirSync(join(disk, 'exports')),
      (left) => left.length === 0,
    );
    expect(seen.isClosed).toBe(true);
    await files.stop();
  });
});
