import { constants, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { DataFolder } from './data-folder.ts';
import { freeSpaceAt } from './free-space.ts';

/**
 * Copies the database and its log, in which requests are missing, before anything is written over what may still be read of them. To be called
 * while neither is open. Resolves to the folder of the copy; null where there is no room for one.
 */
export function keepAsFound(folder: DataFolder, now: number): string | null {
  const files = [folder.database, `${folder.database}-wal`].filter((file) => existsSync(file));
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  const space = freeSpaceAt(folder.dir);
  if (space !== null && space.freeBytes - bytes < space.reserveBytes) return null;
  const aside = join(folder.replaced, `${new Date(now).toISOString().replace(/[-:.]/g, '')}-as-found`);
  try {
    mkdirSync(aside, { recursive: true, mode: 0o700 });
    for (const file of files) copyFileSync(file, join(aside, basename(file)), constants.COPYFILE_FICLONE);
    return aside;
  } catch {
    // What is left of the data must start all the same.
    rmSync(aside, { recursive: true, force: true });
    return null;
  }
}
