import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { StartError } from '#engine/start-error.ts';
import { isWhole } from './backup-files.ts';
import { checkDatabase } from './copy-worker.ts';
import type { DataFolder } from './data-folder.ts';
import { renameDurably, replaceDurably } from './durable-file.ts';
import { readFileHeader } from './file-header.ts';
import { SCHEMA_VERSION } from './migrate.ts';

/** A wish for the next start: which copy, and where the set goes that it replaces. Written once, so that a start cut short goes on with it. */
interface Asked {
  file: string;
  aside: string;
}

export function askForRestore(folder: DataFolder, file: string, now: number): void {
  writeWish(folder, { file, aside: asideAt(folder, now) });
}

function writeWish(folder: DataFolder, asked: Asked): void {
  replaceDurably(folder.restore, `${JSON.stringify(asked, null, 2)}\n`);
}

function asideAt(folder: DataFolder, now: number): string {
  return join(folder.replaced, new Date(now).toISOString().replace(/[-:.]/g, ''));
}

export function restoreAsked(folder: DataFolder): Asked | null {
  if (!existsSync(folder.restore)) return null;
  try {
    const { file, aside } = JSON.parse(readFileSync(folder.restore, 'utf8')) as Partial<Asked>;
    return typeof file === 'string' && typeof aside === 'string' ? { file, aside } : null;
  } catch {
    return null;
  }
}

export function forgetRestore(folder: DataFolder): void {
  rmSync(folder.restore, { force: true });
}

/** What a start did about a wish to restore. */
export type Restored = { kind: 'restored'; file: string; aside: string } | { kind: 'refused'; file: string };

/**
 * Puts a copy in the place of the database, before that is opened and while the folder is ours. The copy is checked first; what it replaces
 * is moved aside whole and never deleted. Cut short anywhere, the next start goes on, because the wish is the last thing to go: the caller
 * forgets it when what stands in the copy is held back. Null where nothing was asked for.
 * Throws StartError `backup-unusable`, with everything as it was, for a file named on the command line that cannot be used.
 */
export async function restoreIfAsked(folder: DataFolder, named: string | null, now: number): Promise<Restored | null> {
  const asked = named === null ? restoreAsked(folder) : { file: named, aside: asideAt(folder, now) };
  if (asked === null) {
    forgetRestore(folder);
    return null;
  }
  const done: Restored = { kind: 'restored', file: basename(asked.file), aside: asked.aside };
  // Cut short after the copy got its name: moving that aside as well would bury what it replaced.
  const isInPlace = existsSync(join(asked.aside, basename(folder.database))) && existsSync(folder.database);
  if (!isInPlace) {
    const ready = `${folder.database}.restoring`;
    try {
      await copyChecked(asked.file, ready);
    } catch (error) {
      rmSync(ready, { force: true });
      if (named !== null || !(error instanceof StartError)) throw error;
      forgetRestore(folder);
      return { kind: 'refused', file: basename(asked.file) };
    }
    writeWish(folder, asked);
    moveAside(folder, asked.aside);
    renameDurably(ready, folder.database);
  }
  return done;
}

/** The database, its log and what is known about it stay together: one without the others is not what it was. */
function moveAside(folder: DataFolder, aside: string): void {
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  for (const file of [folder.highWater, `${folder.database}-shm`, `${folder.database}-wal`, folder.database]) {
    if (existsSync(file)) renameSync(file, join(aside, basename(file)));
  }
}

type Refuse = (what: string, cause?: unknown) => StartError;

/** Why a file is no backup that can be used, as far as its first bytes tell; null where they tell nothing. */
function whatIs(file: string, refuse: Refuse): string | null {
  try {
    if (!isWhole(file)) return 'It is not a whole database of Fieldhook.';
    const header = readFileHeader(file);
    return header.kind === 'database' && header.userVersion > SCHEMA_VERSION
      ? 'It was made by a newer Fieldhook.'
      : null;
  } catch (error) {
    // A medium that fails, or a file of somebody else; it is not the data folder that is at fault.
    throw refuse('It cannot be read.', error);
  }
}

/** Leaves the original untouched: only the copy is opened. */
async function copyChecked(file: string, copy: string): Promise<void> {
  const refuse: Refuse = (what, cause) =>
    new StartError(
      'backup-unusable',
      `The backup ${file} cannot be put back. ${what} Nothing was changed. Choose another backup, or start without --restore.`,
      { cause },
    );
  if (!existsSync(file) || !statSync(file).isFile()) throw refuse('There is no such file.');
  if (existsSync(`${file}-wal`)) throw refuse('It is a database in use, not a backup: a log lies beside it.');
  const what = whatIs(file, refuse);
  if (what !== null) throw refuse(what);
  copyFileSync(file, copy);
  try {
    await checkDatabase(copy);
  } catch (error) {
    throw refuse('Parts of it cannot be read.', error);
  }
}
