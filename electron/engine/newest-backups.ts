import type { Backup } from '#shared/contract/backup.ts';
import { backupFile, backupsIn } from './store/backup-files.ts';
import { dataFolderAt } from './store/data-folder.ts';

/** The newest backups of a data folder, latest first, each with its file; read without an engine, for when there is none that runs. */
export function newestBackups(dataDir: string, most: number): (Backup & { file: string })[] {
  const { backups } = dataFolderAt(dataDir);
  return backupsIn(backups)
    .slice(0, most)
    .map((backup) => ({ ...backup, file: backupFile(backups, backup.id) }));
}
