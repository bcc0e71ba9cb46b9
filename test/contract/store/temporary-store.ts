import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { createNewId, type NewId } from '#engine/new-id.ts';
import { openStore } from '#engine/store/open-store.ts';
import type { LocalStore } from '#engine/store/store.ts';
import { ManualClock } from '#test/doubles/manual-clock.ts';
import { usedFolder } from './used-folder.ts';

export interface TemporaryStore {
  dir: string;
  clock: ManualClock;
  newId: NewId;
  store: LocalStore;
  /** Closes the store, lets `meanwhile` work on the database file, and opens it again. */
  reopen(meanwhile?: (database: Database.Database) => void): Promise<LocalStore>;
}

/** An empty folder that goes when the test ends. */
export function temporaryFolder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'fieldhook-store-'));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** A store over a real database in a folder of its own, which holds nothing. */
export async function temporaryStore(): Promise<TemporaryStore> {
  const dir = usedFolder();
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
  const clock = new ManualClock();
  const now = () => clock.now();
  const newId = createNewId(now);
  const open = () => openStore({ dataDir: dir, now, newId });
  const opened: TemporaryStore = {
    dir,
    clock,
    newId,
    store: await open(),
    async reopen(meanwhile) {
      await opened.store.close();
      if (meanwhile !== undefined) changeDatabase(dir, meanwhile);
      opened.store = await open();
      return opened.store;
    },
  };
  onTestFinished(() => opened.store.close());
  return opened;
}

export function changeDatabase(dir: string, change: (database: Database.Database) => void): void {
  const database = new Database(join(dir, 'fieldhook.db'));
  try {
    change(database);
  } finally {
    database.close();
  }
}
