import type { Database } from 'better-sqlite3';
import type { BackupFiles } from './backups.ts';
import type { DataFolder } from './data-folder.ts';
import { erasureQueries } from './erasure-queries.ts';
import type { FileBytes } from './file-bytes.ts';
import { endErasure, forgetFault, isReplaced, noteWiped, unfinishedErasure, wipe } from './finish-erasure.ts';
import { isMachineFault } from './machine-fault.ts';
import type { BackupStore } from './port/backup-store.ts';
import type { ErasureStore } from './port/erasure-store.ts';

interface ErasureParts {
  database: Database;
  folder: DataFolder;
  bytes: FileBytes;
  backups: BackupStore & BackupFiles;
  newId: (prefix: string) => string;
}

/** Erasing a person, in the database and in the files around it. */
export function erasureStore({ database, folder, bytes, backups, newId }: ErasureParts): ErasureStore {
  return {
    ...erasureQueries(database, newId),
    async copies() {
      const isRestoring = (await backups.restoring()) !== null;
      return { backups: (await backups.list()).length, aside: backups.aside(), isRestoring };
    },
    async finish(needles) {
      const unfinished = unfinishedErasure(database);
      if (unfinished === null) return { isWiped: true, replaced: null };
      // A copy that is being made reads from the log, which could then not be emptied.
      const isWiped = await backups.inTurn(() => wipe(database, bytes, needles)).catch(falseIfMachineFault);
      forgetFault(folder, needles);
      // What could not be done is done at the next start.
      if (isWiped) noteWiped(database);
      const replaced = unfinished.replaceBackups ? await isReplaced(() => backups.replace()) : null;
      if (isWiped && replaced === true) endErasure(database);
      return { isWiped, replaced };
    },
  };
}

function falseIfMachineFault(error: unknown): false {
  if (!isMachineFault(error)) throw error;
  return false;
}
