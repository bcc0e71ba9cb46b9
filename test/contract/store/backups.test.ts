import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import { MIGRATIONS, SCHEMA_VERSION } from '#engine/store/migrate.ts';
import { openStore, type StoreOptions } from '#engine/store/open-store.ts';
import { accept, newDelivery, webhookOf, wholeLog } from './made-up-rows.ts';
import { changeDatabase, temporaryStore } from './temporary-store.ts';

const now = () => Date.UTC(2026, 2, 2, 12);

async function openAt(dataDir: string, options: Partial<StoreOptions> = {}) {
  const store = await openStore({ dataDir, now, newId: createNewId(now), ...options });
  onTestFinished(() => store.close());
  return store;
}

const namesOf = async (store: Awaited<ReturnType<typeof openAt>>) =>
  (await store.webhooks.list()).map(({ id }) => id).sort();

/** A store with the webhook `whk_a`, a request and a backup of both; then `whk_b` came. */
async function backedUp() {
  const opened = await temporaryStore();
  await opened.store.webhooks.create(webhookOf('whk_a'));
  await accept(opened.store, newDelivery('dlv_1'));
  const backup = await opened.store.backups.make('by-hand');
  await opened.store.webhooks.create(webhookOf('whk_b'));
  const file = join(opened.dir, 'backups', `fieldhook-${backup.id}.db`);
  return { ...opened, backup, file };
}

describe('a backup', () => {
  test('is one whole file with everything in it, made while the store is in use', async () => {
    const { store, dir } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    const making = store.backups.make('by-hand');
    for (let number = 0; number < 50; number += 1) await accept(store, newDelivery(`dlv_${number}`));
    const backup = await making;
    expect(backup).toMatchObject({ reason: 'by-hand', checked: true, madeAt: '2026-01-01T00:00:00.000Z' });
    expect(readdirSync(join(dir, 'backups'))).toEqual([`fieldhook-${backup.id}.db`]);
    const copy = new Database(join(dir, 'backups', `fieldhook-${backup.id}.db`), { readonly: true });
    onTestFinished(() => void copy.close());
    expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
    expect(copy.prepare('SELECT id FROM webhook').pluck().all()).toEqual(['whk_a']);
    expect(await wholeLog(store)).toHaveLength(50);
    expect(await store.backups.list()).toEqual([backup]);
  });

  test('of many pages is whole too', async () => {
    const { store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    for (const id of ['dlv_1', 'dlv_2', 'dlv_3', 'dlv_4']) {
      await accept(store, newDelivery(id, { body: new Uint8Array(5_000_000).fill(120) }));
    }
    const backup = await store.backups.make('by-hand');
    expect(backup.checked).toBe(true);
    expect(backup.sizeBytes).toBeGreaterThan(2 * 2000 * 4096);
  });

  test('the ten latest are kept, and the one that is to be restored', async () => {
    const { store, clock } = await temporaryStore();
    const first = await store.backups.make('daily');
    await store.backups.restoreAtNextStart(first.id);
    for (let day = 0; day < 11; day += 1) {
      clock.advance(86_400_000);
      await store.backups.make('daily');
    }
    const days = (await store.backups.list()).map(({ madeAt }) => madeAt.slice(5, 10));
    expect(days).toEqual([
      ...['01-12', '01-11', '01-10', '01-09', '01-08', '01-07', '01-06', '01-05', '01-04', '01-03'],
      '01-01',
    ]);
  });

  test('two asked for at once are made one after the other', async () => {
    const { store } = await temporaryStore();
    const [one, two] = await Promise.all([store.backups.make('by-hand'), store.backups.make('by-hand')]);
    expect(one.id).not.toBe(two.id);
    expect(await store.backups.list()).toHaveLength(2);
  });

  test('one whose file is cut or overwritten is listed as such and cannot be restored', async () => {
    const { store, backup, file } = await backedUp();
    truncateSync(file, 8192);
    expect(await store.backups.list()).toMatchObject([{ id: backup.id, checked: false }]);
    expect(await store.backups.restoreAtNextStart(backup.id)).toBe('unusable');
    writeFileSync(file, 'Dear diary');
    expect(await store.backups.restoreAtNextStart(backup.id)).toBe('unusable');
    expect(await store.backups.restoreAtNextStart('../../fieldhook')).toBe('not-found');
  });

  test('of a damaged database is refused, and leaves nothing behind', async () => {
    const opened = await temporaryStore();
    await opened.store.webhooks.create(webhookOf('whk_a'));
    const good = await opened.store.backups.make('by-hand');
    // An index that misses a row: every page is sound in itself.
    const pointIndexAt = (from: string, to: string) =>
      changeDatabase(opened.dir, (database) => {
        database.unsafeMode();
        database.pragma('writable_schema = ON');
        database
          .prepare("UPDATE sqlite_schema SET sql = replace(sql, ?, ?) WHERE name = 'contact_by_phone'")
          .run(`(${from})`, `(${to})`);
      });
    pointIndexAt('phone', 'email');
    changeDatabase(opened.dir, (database) =>
      database.exec(
        "INSERT INTO contact (user_ns, channel, phone, terms, created_at, updated_at) VALUES ('u1', 'sms', '+44', '', 0, 0)",
      ),
    );
    pointIndexAt('email', 'phone');
    await expect(opened.store.backups.make('by-hand')).rejects.toThrow(/not whole/);
    expect(readdirSync(join(opened.dir, 'backups'))).toEqual([`fieldhook-${good.id}.db`]);
  });

  test('that is under way when the store is closed leaves nothing behind', async () => {
    const { store, dir } = await temporaryStore();
    const making = store.backups.make('by-hand').catch(() => 'ended');
    await store.close();
    expect(await making).toBe('ended');
    expect(readdirSync(join(dir, 'backups'))).toEqual([]);
  });
});

test('before the tables change, the database is backed up as it was', async () => {
  const { dir, store } = await temporaryStore();
  await store.webhooks.create(webhookOf('whk_a'));
  await store.close();
  const next = { version: SCHEMA_VERSION + 1, name: 'next', sql: 'CREATE TABLE next (a TEXT) STRICT;' };
  const updated = await openAt(dir, { migrations: [...MIGRATIONS, next] });
  const [backup] = await updated.backups.list();
  expect(backup).toMatchObject({ reason: 'before-update', checked: true });
  const copy = new Database(join(dir, 'backups', `fieldhook-${backup!.id}.db`), { readonly: true });
  onTestFinished(() => void copy.close());
  expect(copy.pragma('user_version', { simple: true })).toBe(SCHEMA_VERSION);
});

describe('a restore', () => {
  test('happens at the next start; what it replaces is kept aside', async () => {
    const { store, dir, backup } = await backedUp();
    expect(await store.backups.restoreAtNextStart(backup.id)).toEqual(backup);
    expect(await store.backups.restoring()).toEqual(backup);
    expect(await namesOf(store)).toEqual(['whk_a', 'whk_b']);
    await store.close();

    const restored = await openAt(dir);
    expect(await namesOf(restored)).toEqual(['whk_a']);
    expect(await wholeLog(restored)).toHaveLength(1);
    expect(await restored.backups.restoring()).toBeNull();
    expect(restored.care.notices).toMatchObject([{ kind: 'restored' }]);
    await restored.close();
    const [aside] = readdirSync(join(dir, 'replaced'));
    const replaced = new Database(join(dir, 'replaced', aside!, 'fieldhook.db'), { readonly: true });
    onTestFinished(() => void replaced.close());
    expect(replaced.prepare('SELECT count(*) FROM webhook').pluck().get()).toBe(2);

    expect((await openAt(dir)).care.notices).toEqual([]);
  });

  test('can be called off', async () => {
    const { store, dir, backup } = await backedUp();
    await store.backups.restoreAtNextStart(backup.id);
    await store.backups.keepAsIs();
    await store.close();
    expect(await namesOf(await openAt(dir))).toEqual(['whk_a', 'whk_b']);
  });

  test('brings a folder back whose database is damaged or gone', async () => {
    for (const damage of [(file: string) => truncateSync(file, 5000), (file: string) => rmSync(file)]) {
      const { store, dir, file } = await backedUp();
      await store.close();
      damage(join(dir, 'fieldhook.db'));
      await expect(openAt(dir)).rejects.toMatchObject({ kind: 'database-damaged' });
      const restored = await openAt(dir, { restore: file });
      expect(await namesOf(restored)).toEqual(['whk_a']);
      expect(existsSync(file)).toBe(true);
    }
  });

  test('cut short between any two steps is finished by the next start, and never buries what it replaced', async () => {
    const { store, dir, backup, file } = await backedUp();
    await store.backups.restoreAtNextStart(backup.id);
    await store.close();
    const wish = readFileSync(join(dir, 'restore.json'));
    const { aside } = JSON.parse(wish.toString()) as { aside: string };
    await (await openAt(dir)).close();
    // As after a crash behind the last rename: everything is in place and the wish still stands.
    writeFileSync(join(dir, 'restore.json'), wish);
    await (await openAt(dir)).close();
    const webhooks = (database: string) => {
      const opened = new Database(database, { readonly: true });
      try {
        return opened.prepare('SELECT count(*) FROM webhook').pluck().get();
      } finally {
        opened.close();
      }
    };
    expect(webhooks(join(aside, 'fieldhook.db'))).toBe(2);
    // As after a crash before it: the old set is aside, nothing is in its place yet.
    rmSync(join(dir, 'fieldhook.db'));
    writeFileSync(join(dir, 'fieldhook.db.restoring'), readFileSync(file).subarray(0, 4096));
    writeFileSync(join(dir, 'restore.json'), wish);
    expect(await namesOf(await openAt(dir))).toEqual(['whk_a']);
    expect(webhooks(join(aside, 'fieldhook.db'))).toBe(2);
    expect(existsSync(join(dir, 'fieldhook.db.restoring'))).toBe(false);
  });

  test('of a backup that has become unusable is left out, and the data stays', async () => {
    const { store, dir, backup, file } = await backedUp();
    await store.backups.restoreAtNextStart(backup.id);
    await store.close();
    rmSync(file);
    const opened = await openAt(dir);
    expect(await namesOf(opened)).toEqual(['whk_a', 'whk_b']);
    expect(opened.care.notices).toEqual([{ kind: 'restore-refused', file: `fieldhook-${backup.id}.db` }]);
  });

  const UNUSABLE: [string, (file: string) => void, RegExp][] = [
    ['is not there', (file) => rmSync(file), /no such file/],
    ['is a text', (file) => writeFileSync(file, 'Dear diary'), /not a whole database/],
    ['is cut', (file) => truncateSync(file, 8192), /not a whole database/],
    ['has a page overwritten', (file) => overwritePage(file, 9), /cannot be read/],
    ['is from a newer Fieldhook', (file) => writeVersion(file, 999), /newer Fieldhook/],
    ['is another program’s', (file) => writeForeign(file), /not a whole database/],
    ['is a database in use', (file) => writeFileSync(`${file}-wal`, 'x'), /in use/],
  ];

  test.each(UNUSABLE)('of a named file that %s is refused and changes nothing', async (_, damage, words) => {
    const { store, dir, file } = await backedUp();
    await store.close();
    damage(file);
    const before = readFileSync(join(dir, 'fieldhook.db'));
    const fault = await openAt(dir, { restore: file }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: 'backup-unusable', message: expect.stringMatching(words) });
    expect(readFileSync(join(dir, 'fieldhook.db')).equals(before)).toBe(true);
    expect(await namesOf(await openAt(dir))).toEqual(['whk_a', 'whk_b']);
  });

  test.each(UNUSABLE)('of a named file that %s into a folder that is not there makes none', async (_, damage) => {
    const { dir, file } = await backedUp();
    damage(file);
    for (const folder of [join(dir, 'new'), join(dir, 'new', 'below')]) {
      await expect(openAt(folder, { restore: file })).rejects.toMatchObject({ kind: 'backup-unusable' });
      expect(existsSync(join(dir, 'new'))).toBe(false);
    }
    mkdirSync(join(dir, 'empty'));
    await expect(openAt(join(dir, 'empty'), { restore: file })).rejects.toMatchObject({ kind: 'backup-unusable' });
    expect(readdirSync(join(dir, 'empty'))).toEqual([]);
  });
});

const UNREADABLE = '/proc/self/mem';

describe.skipIf(!existsSync(UNREADABLE))('a medium that fails', () => {
  test('is told of as such, not as a fault of the data folder', async () => {
    const { store, dir, file } = await backedUp();
    await store.close();
    rmSync(file);
    symlinkSync(UNREADABLE, file);
    const fault = await openAt(dir, { restore: file }).catch((error: unknown) => error);
    expect(fault).toMatchObject({ kind: 'backup-unusable', message: expect.stringMatching(/It cannot be read/) });
    expect(await namesOf(await openAt(dir))).toEqual(['whk_a', 'whk_b']);
  });
});

function overwritePage(file: string, page: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
}

function writeVersion(file: string, version: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt32BE(version, 60);
  writeFileSync(file, bytes);
}

function writeForeign(file: string): void {
  rmSync(file);
  const database = new Database(file);
  database.exec('CREATE TABLE theirs (a)');
  database.close();
}
