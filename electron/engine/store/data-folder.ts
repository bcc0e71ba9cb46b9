import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { replaceDurably, writeDurably } from './durable-file.ts';

/** The files of a data folder. */
export interface DataFolder {
  dir: string;
  database: string;
  lock: string;
  /** Says that a database has existed here, so that a lost or emptied file is not taken for a first start. */
  marker: string;
  /** Checked copies of the database. */
  backups: string;
  /** What a restore took out of its place, one folder each. */
  replaced: string;
  /** A file of contacts or of the log while it is made and taken. */
  exports: string;
  /** Which copy the next start puts in place. */
  restore: string;
  /** The number of the latest request that was stored. */
  highWater: string;
  /** Starts that have not ended in order. */
  starts: string;
  /** Written by the host when it ends in a fault; it may quote what was being worked on. */
  lastFault: string;
}

export function dataFolderAt(dir: string): DataFolder {
  return {
    dir,
    database: join(dir, 'fieldhook.db'),
    lock: join(dir, 'lock.db'),
    marker: join(dir, 'data-folder.json'),
    backups: join(dir, 'backups'),
    replaced: join(dir, 'replaced'),
    exports: join(dir, 'exports'),
    restore: join(dir, 'restore.json'),
    highWater: join(dir, 'last-seq.txt'),
    starts: join(dir, 'starts.json'),
    lastFault: join(dir, 'last-fault.txt'),
  };
}

/** Throws the file system's own error where no file can be made. */
export function proveWritable(folder: DataFolder): void {
  const probe = join(folder.dir, '.write-test');
  writeDurably(probe, 'Fieldhook can write here.\n');
  rmSync(probe);
}

/**
 * People's data is for the owner of the file alone, also in a folder that was there before and is open to others. SQLite makes its further
 * files with the rights of the database. By name, since closing a descriptor would drop SQLite's locks.
 */
export function keepToOwner({ database }: DataFolder): void {
  for (const file of [database, `${database}-wal`, `${database}-shm`]) {
    if (existsSync(file) && (statSync(file).mode & 0o077) !== 0) chmodUnlessForeign(file);
  }
}

/** Whoever may only write to somebody else's file leaves its rights to them. */
function chmodUnlessForeign(file: string): void {
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') throw error;
  }
}

/** A write-ahead log without its database: the file was taken away. */
export function hasLog(folder: DataFolder): boolean {
  return existsSync(`${folder.database}-wal`);
}

export function hasMarker(folder: DataFolder): boolean {
  return existsSync(folder.marker);
}

/** Called once the database is complete on disk. */
export function writeMarker(folder: DataFolder, now: number): void {
  const text = JSON.stringify({ holds: 'the database of Fieldhook', since: new Date(now).toISOString() }, null, 2);
  replaceDurably(folder.marker, `${text}\n`);
}
