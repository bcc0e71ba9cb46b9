import Database from 'better-sqlite3';
import { StartError } from '#engine/start-error.ts';

export interface InstanceLock {
  release(): void;
}

const DAMAGED = /^SQLITE_(?:NOTADB|CORRUPT)/;

/**
 * One engine per data folder: holds an exclusive transaction on a database of its own for as long as the process lives. The operating
 * system frees it even after `kill -9`, and keeps it while the process is merely stopped. Nothing else may open this file in this process:
 * closing any descriptor of it would drop the lock. Throws StartError `already-running` at once when another engine has it.
 */
export function takeInstanceLock(file: string, dir: string): InstanceLock {
  const database = new Database(file, { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StartError(
        'already-running',
        `Fieldhook is already running with the data folder ${dir}. Use that one, or choose another folder with --data.`,
        { cause: error },
      );
    }
    if (error instanceof Database.SqliteError && DAMAGED.test(error.code)) {
      throw new StartError(
        'database-damaged',
        `The file lock.db in ${dir} is damaged, so it cannot be told whether Fieldhook is running already. It holds no data: make sure that Fieldhook is not running, delete this file, and start again. Nothing was changed.`,
        { cause: error },
      );
    }
    throw error;
  }
  return { release: () => void database.close() };
}
