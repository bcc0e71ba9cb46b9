import { existsSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { StartError } from '#engine/start-error.ts';
import { checkAtStart } from './check-at-start.ts';
import { openConnection } from './connection.ts';
import { contactStore } from './contacts.ts';
import {
  type DataFolder,
  dataFolderAt,
  hasLog,
  hasMarker,
  makeFolder,
  proveWritable,
  writeMarker,
} from './data-folder.ts';
import { deliveryStore } from './deliveries.ts';
import { fieldStore } from './fields.ts';
import { APPLICATION_ID, type FileHeader, readFileHeader } from './file-header.ts';
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts';
import { migrate, SCHEMA_VERSION } from './migrate.ts';
import { settingsStore } from './settings.ts';
import { damaged, startErrorOf } from './start-fault.ts';
import type { Store } from './store.ts';
import { finishDeletions } from './unfinished-deletions.ts';
import { webhookStore } from './webhooks.ts';

export interface StoreOptions {
  /** Folder of the database; made if absent. */
  dataDir: string;
  now: () => number;
  newId: (prefix: string) => string;
}

/**
 * Opens the data folder and takes it for this process. The order matters: a database from a newer version is recognised before anything is
 * written, a damaged one before anything is migrated. Rejects with a StartError whose message is for the owner.
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const folder = dataFolderAt(options.dataDir);
  const opened: (() => void)[] = [];
  try {
    // Where the lock is not even there yet, it must not be made beside a newer database.
    if (!existsSync(folder.lock)) refuseNewer(readFileHeader(folder.database), folder);
    makeFolder(folder);
    const lock = takeInstanceLock(folder.lock, folder.dir);
    opened.push(() => lock.release());
    const database = openDatabase(folder, options.now);
    opened.push(() => database.close());
    await finishDeletions(database);
    return storeOver(database, lock, options);
  } catch (error) {
    for (const close of opened.reverse()) close();
    throw startErrorOf(error, folder.dir);
  }
}

function openDatabase(folder: DataFolder, now: () => number): Database {
  const header = readFileHeader(folder.database);
  refuseNewer(header, folder);
  refuseForeign(header, folder);
  proveWritable(folder);
  const database = openConnection(folder.database);
  try {
    const faults = checkAtStart(database, now);
    if (faults.length > 0) throw damaged(folder.dir, 'Parts of it cannot be read.', new Error(faults.join('\n')));
    migrate(database);
    if (!hasMarker(folder)) writeMarker(folder, now());
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

function refuseNewer(header: FileHeader, folder: DataFolder): void {
  if (header.kind !== 'database' || header.applicationId !== APPLICATION_ID || header.userVersion <= SCHEMA_VERSION)
    return;
  throw new StartError(
    'database-too-new',
    `The data in ${folder.dir} was written by a newer Fieldhook (data version ${header.userVersion}; this one knows up to ${SCHEMA_VERSION}). Nothing was changed. Start the newer version, or choose another folder with --data.`,
  );
}

function refuseForeign(header: FileHeader, folder: DataFolder): void {
  if (header.kind === 'not-a-database') throw damaged(folder.dir, 'It is not a database.');
  if (header.kind === 'database' && header.applicationId !== APPLICATION_ID) {
    throw damaged(folder.dir, 'It belongs to another program.');
  }
  if (!hasMarker(folder) && !hasLog(folder)) return;
  if (header.kind === 'absent') throw damaged(folder.dir, 'The file is gone, although there was one before.');
  if (header.kind === 'empty') throw damaged(folder.dir, 'The file is empty, although it held data before.');
}

function storeOver(database: Database, lock: InstanceLock, { now, newId }: StoreOptions): Store {
  return {
    webhooks: webhookStore(database),
    deliveries: deliveryStore(database, now, newId),
    contacts: contactStore(database, newId),
    fields: fieldStore(database),
    settings: settingsStore(database),
    async close() {
      database.close();
      lock.release();
    },
  };
}
