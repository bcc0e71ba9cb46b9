import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Backup, type BackupReason, BackupReasonSchema } from '#shared/contract/backup.ts';
import { APPLICATION_ID, readFileHeader, readPageCount } from './file-header.ts';

/** `fieldhook-20260302T093000000Z-daily.db`. Only a finished, checked copy gets such a name. */
const NAME = /^fieldhook-((\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-([a-z-]+))\.db$/;

/** The backups in a folder, latest first. What else lies there is left alone. */
export function backupsIn(folder: string): Backup[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => backupOf(folder, name) ?? [])
    .sort((a, b) => b.madeAt.localeCompare(a.madeAt));
}

export function backupFile(folder: string, id: string): string {
  return join(folder, `fieldhook-${id}.db`);
}

/** The id of a backup made at a time, in ms since 1970. */
export function backupId(at: number, reason: BackupReason): string {
  return `${new Date(at).toISOString().replace(/[-:.]/g, '')}-${reason}`;
}

function backupOf(folder: string, name: string): Backup | null {
  const [, id, year, month, day, hour, minute, second, ms, why] = NAME.exec(name) ?? [];
  const reason = BackupReasonSchema.safeParse(why);
  if (id === undefined || !reason.success) return null;
  const file = join(folder, name);
  return {
    id,
    madeAt: `${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`,
    reason: reason.data,
    sizeBytes: statSync(file).size,
    checked: isWhole(file),
  };
}

/** Whether a file still is one of our databases in its full length. */
export function isWhole(file: string): boolean {
  const header = readFileHeader(file);
  if (header.kind !== 'database' || header.applicationId !== APPLICATION_ID) return false;
  const { pages, pageBytes } = readPageCount(file);
  return statSync(file).size === pages * pageBytes;
}
