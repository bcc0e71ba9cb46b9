import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import type { Backup, BackupReason } from '#shared/contract/backup.ts';
import { backupFile, backupId, backupsIn } from './backup-files.ts';
import { copyDatabase } from './copy-worker.ts';
import type { DataFolder } from './data-folder.ts';
import { renameDurably } from './durable-file.ts';
import { freeSpaceAt } from './free-space.ts';
import type { BackupStore } from './port/backup-store.ts';
import { askForRestore, forgetRestore, restoreAsked } from './restore.ts';

const KEPT = 10;

/**
 * Checked copies of the database in `backups/`. A copy is made under another name, opened, checked, compared and synced, and only then gets its
 * name, so what is listed can be put back. One is made at a time.
 */
export function backupStore(folder: DataFolder, now: () => number): BackupStore & BackupFiles {
  const closing = new AbortController();
  let latest: Promise<unknown> = Promise.resolve();
  let underWay = 0;
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    underWay += 1;
    const done = latest.then(work).finally(() => {
      underWay -= 1;
    });
    latest = done.catch(() => undefined);
    return done;
  };
  return {
    list: async () => backupsIn(folder.backups),
    make: (reason) => inTurn(() => makeBackup(folder, now(), reason, closing.signal)),
    inTurn,
    replace: () => inTurn(() => replaceBackups(folder, now(), closing.signal)),
    aside: () => asideIn(folder),
    isUnderWay: () => underWay > 0,
    async close() {
      closing.abort();
      await latest;
    },
    async restoring() {
      const asked = restoreAsked(folder);
      return backupsIn(folder.backups).find(({ id }) => backupFile(folder.backups, id) === asked?.file) ?? null;
    },
    async restoreAtNextStart(id) {
      const backup = backupsIn(folder.backups).find((one) => one.id === id);
      if (backup === undefined) return 'not-found';
      if (!backup.checked) return 'unusable';
      askForRestore(folder, backupFile(folder.backups, id), now());
      return backup;
    },
    async keepAsIs() {
      forgetRestore(folder);
    },
  };
}

/** What the rest of the store needs of the backups. */
export interface BackupFiles {
  /** Runs while no copy is being made, and none is made while it runs. */
  inTurn<Result>(work: () => Promise<Result>): Promise<Result>;
  /** A fresh backup takes the place of all others, and of what restores put aside. */
  replace(): Promise<void>;
  /** How many sets restores have put aside. */
  aside(): number;
  /** Whether a copy is being made, or waits to be: it reads the database as of one moment. */
  isUnderWay(): boolean;
  /** Ends the copy that is being made; nothing of it stays. */
  close(): Promise<void>;
}

/**
 * After an erasure, where the owner wants it: what is older still holds the person and goes, once a fresh backup is there. A wish to restore
 * one of them goes with it. Rejects where no fresh one can be made; then everything stays.
 */
export async function replaceBackups(folder: DataFolder, at: number, signal?: AbortSignal): Promise<void> {
  const fresh = await makeBackup(folder, at, 'after-erasure', signal);
  forgetRestore(folder);
  for (const { id } of backupsIn(folder.backups)) {
    if (id !== fresh.id) rmSync(backupFile(folder.backups, id), { force: true });
  }
  rmSync(folder.replaced, { recursive: true, force: true });
}

function asideIn(folder: DataFolder): number {
  return existsSync(folder.replaced) ? readdirSync(folder.replaced).length : 0;
}

/** Rejects where there is no room or the copy is not whole; the backups that were there stay. */
export async function makeBackup(
  folder: DataFolder,
  at: number,
  reason: BackupReason,
  signal?: AbortSignal,
): Promise<Backup> {
  mkdirSync(folder.backups, { recursive: true, mode: 0o700 });
  refuseWithoutRoom(folder);
  const id = freeId(folder, at, reason);
  const file = backupFile(folder.backups, id);
  const unfinished = `${file}.unfinished`;
  try {
    rmSync(unfinished, { force: true });
    await copyDatabase(folder.database, unfinished, signal);
    renameDurably(unfinished, file);
  } finally {
    for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${unfinished}${end}`, { force: true });
  }
  const all = backupsIn(folder.backups);
  const keep = restoreAsked(folder)?.file;
  for (const old of all.slice(KEPT)) {
    const oldFile = backupFile(folder.backups, old.id);
    if (oldFile !== keep) rmSync(oldFile, { force: true });
  }
  return all.find((backup) => backup.id === id)!;
}

/** Two in the same ms are a ms apart in name. */
function freeId(folder: DataFolder, at: number, reason: BackupReason): string {
  const id = backupId(at, reason);
  return existsSync(backupFile(folder.backups, id)) ? freeId(folder, at + 1, reason) : id;
}

/** A backup must not be what fills the disk. */
function refuseWithoutRoom(folder: DataFolder): void {
  const space = freeSpaceAt(folder.backups);
  if (space === null) return;
  const needed = statSync(folder.database).size + space.reserveBytes;
  if (space.freeBytes >= needed) return;
  throw Object.assign(new Error('There is not enough room on the disk for a backup.'), { code: 'ENOSPC' });
}
