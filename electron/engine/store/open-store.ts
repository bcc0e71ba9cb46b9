import { existsSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { makeFolder, unmakeFolders } from '#engine/make-folder.ts';
import { StartError } from '#engine/start-error.ts';
import { addressChangeStore } from './address-changes.ts';
import { keepAsFound } from './as-found.ts';
import { backupStore, makeBackup } from './backups.ts';
import { believedClock } from './believed-clock.ts';
import { channelStore } from './channels.ts';
import { checkAtStart } from './check-at-start.ts';
import { conflictStore } from './conflicts.ts';
import { inSmallCheckpoints, openConnection, openToRead } from './connection.ts';
import { contactStore } from './contacts.ts';
import { countOld } from './count-old.ts';
import { crashMarks } from './crash-marks.ts';
import {
  type DataFolder,
  dataFolderAt,
  hasLog,
  hasMarker,
  keepToOwner,
  proveWritable,
  writeMarker,
} from './data-folder.ts';
import { databaseLog } from './database-log.ts';
import { deleteOld } from './delete-old.ts';
import { DeletedFields } from './deleted-fields.ts';
import { deliveryStore } from './deliveries.ts';
import { deliverySearch } from './delivery-search.ts';
import { emptiness } from './emptiness.ts';
import { erasureStore } from './erasure.ts';
import { fieldStore } from './fields.ts';
import { fileBytes } from './file-bytes.ts';
import { APPLICATION_ID, type FileHeader, readFileHeader } from './file-header.ts';
import { resumeErasure } from './finish-erasure.ts';
import { type DeletedFlow, flowStore } from './flows.ts';
import { freeSpaceAt } from './free-space.ts';
import { type LostRequests, lossIn, openHighWater, skipNumbers } from './high-water.ts';
import { holdRestored } from './hold-restored.ts';
import { importStore } from './imports.ts';
import { type InstanceLock, takeInstanceLock } from './instance-lock.ts';
import { KeptDeletions } from './kept-deletions.ts';
import { logViewStore } from './log-views.ts';
import { MIGRATIONS, type Migration, migrate, SCHEMA_VERSION } from './migrate.ts';
import { MissedReports } from './missed-reports.ts';
import { optOutStore } from './opt-outs.ts';
import { outageStore } from './outages.ts';
import { outboxStore } from './outbox.ts';
import { outboxWork } from './outbox-work.ts';
import { overviewStore } from './overview.ts';
import type { StoreNotice } from './port/care.ts';
import { privacyStore } from './privacy.ts';
import { forgetRestore, type Restored, restoreIfAsked } from './restore.ts';
import { runStore } from './runs.ts';
import { segmentStore } from './segments.ts';
import { settingsStore } from './settings.ts';
import { damaged, startErrorOf } from './start-fault.ts';
import type { LocalStore } from './store.ts';
import { finishDeletions } from './unfinished-deletions.ts';
import { watchPlace } from './watch-place.ts';
import { webhookParts } from './webhook-parts.ts';
import { webhookTestStore } from './webhook-tests.ts';
import { webhookStore } from './webhooks.ts';

export interface StoreOptions {
  /** Folder of the database; made if absent. */
  dataDir: string;
  now: () => number;
  newId: (prefix: string) => string;
  /** A backup to put in the place of the data first (`--restore`). */
  restore?: string | null;
  migrations?: readonly Migration[];
}

/**
 * Opens the data folder and takes it for this process. The order matters: a database from a newer version is recognised before anything is
 * written, a damaged one before anything is migrated. Rejects with a StartError whose message is for the owner.
 */
export async function openStore(options: StoreOptions): Promise<LocalStore> {
  const folder = dataFolderAt(options.dataDir);
  const opened: (() => void)[] = [];
  try {
    // Where the lock is not even there yet, it must not be made beside a newer database.
    const isLockNew = !existsSync(folder.lock);
    if (isLockNew && !options.restore) refuseNewer(readFileHeader(folder.database), folder);
    const made = makeFolder(folder.dir);
    const lock = takeInstanceLock(folder.lock, folder.dir);
    opened.push(() => lock.release());
    const restored = await restoreIfAsked(folder, options.restore ?? null, options.now()).catch((error: unknown) => {
      // Where there was nothing, a file that cannot be put back leaves nothing.
      opened.unshift(() => {
        if (isLockNew) rmSync(folder.lock, { force: true });
        unmakeFolders(made);
      });
      throw error;
    });
    const { database, lost, asFound } = await openDatabase(folder, options);
    opened.push(() => database.close());
    if (restored?.kind === 'restored' || lost !== null) holdRestored(database, options.now());
    if (restored?.kind === 'restored') forgetRestore(folder);
    if (lost !== null) skipNumbers(database, lost);
    await finishDeletions(database);
    await resumeErasure(database, folder, options.now());
    return storeOver({ database, lock, folder, notices: noticesOf(restored, lost, asFound) }, options);
  } catch (error) {
    for (const close of opened.reverse()) close();
    throw startErrorOf(error, folder.dir);
  }
}

/** `asFound`: where a copy is of what was found, if requests are missing in it. */
async function openDatabase(
  folder: DataFolder,
  { now, migrations = MIGRATIONS }: StoreOptions,
): Promise<{ database: Database; lost: LostRequests | null; asFound: string | null }> {
  const header = readFileHeader(folder.database);
  refuseNewer(header, folder);
  refuseForeign(header, folder);
  proveWritable(folder);
  const lost = header.kind === 'database' ? refuseDamaged(folder, now) : null;
  const asFound = lost === null ? null : keepAsFound(folder, now());
  const database = openConnection(folder.database);
  try {
    keepToOwner(folder);
    if (isOutdated(database, migrations)) await makeBackup(folder, now(), 'before-update');
    migrate(database, migrations);
    if (!hasMarker(folder)) writeMarker(folder, now());
    return { database, lost, asFound };
  } catch (error) {
    database.close();
    throw error;
  }
}

/** A database without a version is new and holds nothing. */
function isOutdated(database: Database, migrations: readonly Migration[]): boolean {
  const version = Number(database.pragma('user_version', { simple: true }));
  return version > 0 && version < migrations.at(-1)!.version;
}

/**
 * A log that lies beside the database, whatever it holds, becomes a part of the file when a connection that may write is closed. So damage
 * is looked for through one that may not. Resolves to the requests that are missing in what is sound otherwise.
 */
function refuseDamaged(folder: DataFolder, now: () => number): LostRequests | null {
  const database = hasLog(folder) ? openToRead(folder.database) : openConnection(folder.database);
  try {
    const faults = checkAtStart(database, now);
    if (faults.length > 0) throw damaged(folder.dir, 'Parts of it cannot be read.', new Error(faults.join('\n')));
    return lossIn(folder.highWater, database);
  } finally {
    database.close();
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
  const isFirst = !hasMarker(folder) && !hasLog(folder);
  if (header.kind === 'database' && header.applicationId !== APPLICATION_ID) {
    // The first page alone holds nothing: a first start was cut short before it could mark it.
    if (isFirst && header.applicationId === 0 && header.pages <= 1) return;
    throw damaged(folder.dir, 'It belongs to another program.');
  }
  if (isFirst) return;
  if (header.kind === 'absent') throw damaged(folder.dir, 'The file is gone, although there was one before.');
  if (header.kind === 'empty') throw damaged(folder.dir, 'The file is empty, although it held data before.');
}

function noticesOf(restored: Restored | null, lost: LostRequests | null, asFound: string | null): StoreNotice[] {
  const notices: StoreNotice[] = [];
  if (restored?.kind === 'restored') notices.push(restored);
  if (restored?.kind === 'refused') notices.push({ kind: 'restore-refused', file: restored.file });
  if (lost !== null) notices.push({ kind: 'lost-requests', ...lost, aside: asFound });
  return notices;
}

interface Opened {
  database: Database;
  lock: InstanceLock;
  folder: DataFolder;
  notices: readonly StoreNotice[];
}

function storeOver({ database, lock, folder, notices }: Opened, { now, newId }: StoreOptions): LocalStore {
  const marks = crashMarks(folder.starts);
  const isCrashLoop = marks.begin(now());
  const highWater = openHighWater(folder.highWater, database);
  const backups = backupStore(folder, now);
  const missed = new MissedReports();
  const deliveries = deliveryStore(database, now, newId, missed);
  const isInPlace = watchPlace(folder.database);
  const log = databaseLog(database, folder.database, () => backups.isUnderWay());
  const isEmpty = emptiness(database);
  const bytes = fileBytes(folder.database);
  const parts = webhookParts(database);
  const deleted = { flow: new KeptDeletions<DeletedFlow>(), field: new DeletedFields() };
  const webhooks = webhookStore(database, parts, ({ of, key }) => deleted[of].get(key)?.taken);
  const fields = fieldStore(database, parts, deleted.field);
  const flows = flowStore(database, parts, deleted.flow);
  const contacts = contactStore(database, newId, missed);
  const conflicts = conflictStore(database, newId, missed);
  const outbox = outboxStore(database);
  const optOuts = optOutStore(database);
  return {
    webhooks,
    deliveries: {
      ...deliveries,
      async acceptBatch(batch) {
        const accepted = await deliveries.acceptBatch(batch);
        highWater.note();
        return accepted;
      },
    },
    contacts,
    conflicts,
    fields,
    flows,
    runs: runStore(database, newId),
    outbox: { ...outbox, ...outboxWork(database) },
    channels: channelStore(database),
    optOuts,
    settings: settingsStore(database),
    outages: outageStore(database),
    overview: overviewStore(database),
    addressChanges: addressChangeStore(database),
    segments: segmentStore(database),
    logViews: logViewStore(database),
    webhookTests: webhookTestStore(database),
    imports: importStore(database),
    backups,
    search: deliverySearch(database),
    privacy: privacyStore(database),
    erasure: erasureStore({ database, folder, bytes, backups, newId }),
    care: {
      notices,
      isCrashLoop,
      isInPlace: async () => isInPlace(),
      freeSpace: async () => freeSpaceAt(folder.dir, log.excess()),
      sync: async () => highWater.sync(),
      logSize: async () => log.size(),
      logBacklog: async () => log.backlog(),
      isEmpty: async () => isEmpty(),
      ...believedClock(database),
      async forgetDeleted(until) {
        // All at once: while one is taken off the disk, none of the others may come back.
        const letGo = [webhooks, fields, flows, contacts].map((noun) => noun.forgetDeleted(until));
        await Promise.all([
          ...letGo,
          conflicts.forgetDecided(until),
          outbox.forgetDropped(until),
          optOuts.forgetChanges(until),
        ]);
      },
      deleteOld: (limits) => inSmallCheckpoints(database, () => deleteOld(database, limits, now())),
      countOld: (limits) => countOld(database, limits),
    },
    async close() {
      await backups.close();
      highWater.close();
      database.close();
      bytes.close();
      marks.clear();
      lock.release();
    },
  };
}
