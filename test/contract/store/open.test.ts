import { createHash } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { createNewId } from '#engine/new-id.ts';
import { StartError, type StartFault } from '#engine/start-error.ts';
import { checkAtStart } from '#engine/store/check-at-start.ts';
import { openConnection } from '#engine/store/connection.ts';
import { migrate, SCHEMA_VERSION } from '#engine/store/migrate.ts';
import { openStore } from '#engine/store/open-store.ts';
import { accept, newDelivery, webhookOf, wholeLog } from './made-up-rows.ts';
import { changeDatabase, temporaryFolder, temporaryStore } from './temporary-store.ts';

const now = () => 0;
const openAt = (dataDir: string) => openStore({ dataDir, now, newId: createNewId(now) });

async function faultOf(dataDir: string): Promise<StartError> {
  try {
    await (await openAt(dataDir)).close();
  } catch (error) {
    if (error instanceof StartError) return error;
    throw error;
  }
  throw new Error('It opened.');
}

async function expectFault(dataDir: string, kind: StartFault, words: RegExp): Promise<void> {
  const error = await faultOf(dataDir);
  expect(error.kind).toBe(kind);
  expect(error.message).toMatch(words);
  // The folder's own name is random and may look like anything.
  expect(error.message.replaceAll(dataDir, '')).not.toMatch(/SQLITE|E[A-Z]{3,}|undefined|\bat /);
}

/** Every file with a checksum of its bytes. */
function contentsOf(dir: string): string[] {
  return readdirSync(dir)
    .sort()
    .map(
      (name) =>
        `${name} ${createHash('sha256')
          .update(readFileSync(join(dir, name)))
          .digest('hex')}`,
    );
}

/** A data folder with one webhook and some requests, closed. */
async function usedFolder(): Promise<string> {
  const { dir, store } = await temporaryStore();
  await store.webhooks.create(webhookOf('whk_a'));
  await accept(store, ...Array.from({ length: 50 }, (_, index) => newDelivery(`dlv_${index}`)));
  await store.close();
  return dir;
}

describe('a first start', () => {
  test('makes the folder, for its owner only, and a database that is safe in a power cut', async () => {
    const dir = join(temporaryFolder(), 'a', 'b');
    const store = await openAt(dir);
    expect(statSync(dir).mode & 0o777).toBe(0o700);
    expect(await store.webhooks.list()).toEqual([]);
    await store.close();
    expect(readdirSync(dir).sort()).toEqual(['data-folder.json', 'fieldhook.db', 'lock.db']);
    const file = readFileSync(join(dir, 'fieldhook.db'));
    expect([file.readUInt32BE(60), file.subarray(68, 72).toString()]).toEqual([SCHEMA_VERSION, 'FhDB']);
  });

  test('a folder that is open to others gets files that are not, also where they were there before', async () => {
    const dir = temporaryFolder();
    chmodSync(dir, 0o755);
    const modes = () => ['', '-wal', '-shm'].map((end) => statSync(join(dir, `fieldhook.db${end}`)).mode & 0o777);
    const first = await openAt(dir);
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
    await first.close();
    chmodSync(join(dir, 'fieldhook.db'), 0o644);
    const second = await openAt(dir);
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
    expect(statSync(dir).mode & 0o777).toBe(0o755);
    await second.close();
  });

  test('RC1 the connection writes ahead, syncs every commit, and checks references', () => {
    const database = openConnection(join(temporaryFolder(), 'test.db'));
    const settings = ['journal_mode', 'synchronous', 'foreign_keys', 'auto_vacuum'];
    expect(settings.map((name) => database.pragma(name, { simple: true }))).toEqual(['wal', 2, 1, 2]);
    database.close();
  });

  test.each([0, 1])('one that was cut short after %i pages is made whole', async (pages) => {
    const dir = temporaryFolder();
    const database = openConnection(join(dir, 'fieldhook.db'));
    database.close();
    if (pages === 0) truncateSync(join(dir, 'fieldhook.db'));
    const store = await openAt(dir);
    await store.webhooks.create(webhookOf('whk_a'));
    await store.close();
  });
});

test('a first start that was cut short before it had marked its file is made whole', async () => {
  const dir = temporaryFolder();
  changeDatabase(dir, (database) => database.pragma('auto_vacuum = INCREMENTAL'));
  expect(statSync(join(dir, 'fieldhook.db')).size).toBe(4096);
  await (await openAt(dir)).close();
  changeDatabase(dir, (database) => {
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2);
    expect(database.pragma('application_id', { simple: true })).toBe(0x46684442);
  });
});

describe('a later start', () => {
  test('finds everything again', async () => {
    const dir = await usedFolder();
    const store = await openAt(dir);
    expect(await wholeLog(store)).toHaveLength(50);
    await store.close();
  });

  test('marks a folder into which a database was put back', async () => {
    const dir = await usedFolder();
    rmSync(join(dir, 'data-folder.json'));
    await (await openAt(dir)).close();
    expect(readdirSync(dir)).toContain('data-folder.json');
  });
});

describe('one engine at a time', () => {
  test('a second one is told so and changes nothing; afterwards the folder is free', async () => {
    const { dir, store } = await temporaryStore();
    await store.webhooks.create(webhookOf('whk_a'));
    const before = contentsOf(dir);
    await expectFault(dir, 'already-running', /already running/);
    expect(contentsOf(dir)).toEqual(before);
    await store.close();
    await (await openAt(dir)).close();
  });

  test('a damaged lock is told of as such, and deleting it is enough', async () => {
    const dir = temporaryFolder();
    await (await openAt(dir)).close();
    writeFileSync(join(dir, 'lock.db'), 'no database '.repeat(1000));
    await expectFault(dir, 'database-damaged', /lock\.db.*holds no data/);
    rmSync(join(dir, 'lock.db'));
    await (await openAt(dir)).close();
  });

  test('a start that failed frees the folder', async () => {
    const dir = await usedFolder();
    const database = join(dir, 'fieldhook.db');
    const bytes = readFileSync(database);
    writeFileSync(database, 'not a database at all'.repeat(20));
    await expectFault(dir, 'database-damaged', /not a database/);
    writeFileSync(database, bytes);
    await (await openAt(dir)).close();
  });
});

describe('a database from a newer version is refused untouched', () => {
  test('the version is in the file', async () => {
    const dir = await usedFolder();
    changeDatabase(dir, (database) => database.pragma(`user_version = ${SCHEMA_VERSION + 1}`));
    for (const isLockThere of [true, false]) {
      if (!isLockThere) rmSync(join(dir, 'lock.db'));
      const before = contentsOf(dir);
      await expectFault(dir, 'database-too-new', /newer Fieldhook/);
      expect(contentsOf(dir)).toEqual(before);
    }
  });

  test('the version is only in the write-ahead log yet', async () => {
    const dir = temporaryFolder();
    const copied = temporaryFolder();
    const database = openConnection(join(dir, 'fieldhook.db'));
    migrate(database);
    database.pragma('wal_checkpoint(TRUNCATE)');
    database.pragma(`user_version = ${SCHEMA_VERSION + 1}`);
    for (const name of ['fieldhook.db', 'fieldhook.db-wal']) {
      writeFileSync(join(copied, name), readFileSync(join(dir, name)));
    }
    database.close();
    expect(readFileSync(join(copied, 'fieldhook.db')).readUInt32BE(60)).toBe(SCHEMA_VERSION);
    const before = contentsOf(copied);
    await expectFault(copied, 'database-too-new', /newer Fieldhook/);
    expect(contentsOf(copied)).toEqual(before);
  });
});

test('a log that a kill cut short between the two writes of a frame is no newer version', async () => {
  const dir = temporaryFolder();
  const copied = temporaryFolder();
  const database = openConnection(join(dir, 'fieldhook.db'));
  migrate(database);
  const log = readFileSync(join(dir, 'fieldhook.db-wal'));
  // The head of a frame for page 1, of this log, in front of what an earlier log had there.
  const head = Buffer.concat([Buffer.from([0, 0, 0, 1, 0, 0, 0, 0]), log.subarray(16, 24), Buffer.alloc(8)]);
  writeFileSync(join(copied, 'fieldhook.db'), readFileSync(join(dir, 'fieldhook.db')));
  writeFileSync(join(copied, 'fieldhook.db-wal'), Buffer.concat([log, head, Buffer.alloc(4096, 0xa5)]));
  database.close();
  await (await openAt(copied)).close();
});

describe('a damaged database is refused in plain words and never overwritten', () => {
  const damages: [string, (file: string) => void, RegExp][] = [
    ['a text file', (file) => writeFileSync(file, 'Dear diary, '.repeat(100)), /not a database/],
    ['a few bytes', (file) => writeFileSync(file, 'SQLite'), /not a database/],
    ['emptied', (file) => truncateSync(file), /empty, although it held data/],
    ['gone', (file) => rmSync(file), /gone, although there was one/],
    ['half of it', (file) => truncateSync(file, Math.floor(statSync(file).size / 8192) * 4096), /damaged/],
    ['a page overwritten', (file) => overwritePage(file, 11), /damaged/],
    ['another program’s database', replaceWithForeign, /another program/],
  ];
  test.each(damages)('%s', async (_, damage, words) => {
    const dir = await usedFolder();
    const file = join(dir, 'fieldhook.db');
    damage(file);
    const before = contentsOf(dir).filter((line) => line.startsWith('fieldhook.db '));
    await expectFault(dir, 'database-damaged', words);
    expect(contentsOf(dir).filter((line) => line.startsWith('fieldhook.db '))).toEqual(before);
  });

  test('a log whose database was taken away', async () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, 'fieldhook.db-wal'), Buffer.alloc(8192, 1));
    await expectFault(dir, 'database-damaged', /gone, although there was one/);
  });
});

describe('the check of a large database at each start', () => {
  const LARGE = 0;
  const findsDamage = (dir: string, time: () => number) => {
    const database = new Database(join(dir, 'fieldhook.db'));
    try {
      return checkAtStart(database, time, LARGE).length > 0;
    } catch (error) {
      return error instanceof Database.SqliteError && error.code === 'SQLITE_CORRUPT';
    } finally {
      database.close();
    }
  };
  const damageTable = (dir: string, table: string) => {
    let page = 0;
    changeDatabase(dir, (database) => {
      const root = database.prepare<[string], number>('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck();
      page = root.get(table)!;
    });
    overwritePage(join(dir, 'fieldhook.db'), page);
  };

  test('finds damage in webhooks and contacts, and leaves the bodies to the full check', async () => {
    const [sound, contacts, bodies] = [await usedFolder(), await usedFolder(), await usedFolder()];
    damageTable(contacts, 'contact');
    damageTable(bodies, 'delivery_body');
    expect([sound, contacts, bodies].map((dir) => findsDamage(dir, now))).toEqual([false, true, false]);
  });

  test('begins no further table when its time is over', async () => {
    const dir = await usedFolder();
    damageTable(dir, 'contact');
    let time = 0;
    expect(findsDamage(dir, () => (time += 10_000))).toBe(false);
  });
});

describe('a folder that cannot hold data', () => {
  test('a file in the place of the folder', async () => {
    const file = join(temporaryFolder(), 'data');
    writeFileSync(file, 'x');
    await expectFault(file, 'data-folder-unwritable', /cannot write/);
    await expectFault(join(file, 'below'), 'data-folder-unwritable', /cannot write/);
  });

  test('a folder in the place of the database', async () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, 'fieldhook.db'));
    await expectFault(dir, 'data-folder-unwritable', /cannot write/);
  });
});

function overwritePage(file: string, page: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096);
  writeFileSync(file, bytes);
}

function replaceWithForeign(file: string): void {
  rmSync(file);
  const database = new Database(file);
  database.exec('CREATE TABLE theirs (a)');
  database.close();
}
