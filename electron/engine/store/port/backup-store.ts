import type { Backup, BackupReason } from '#shared/contract/backup.ts';

export interface BackupStore {
  /** Latest first. */
  list(): Promise<Backup[]>;
  /** Makes and checks a copy in the background, one at a time. Rejects where there is no room or the copy is not whole. */
  make(reason: BackupReason): Promise<Backup>;
  /** Asks the next start to put a copy in the place of the data. */
  restoreAtNextStart(id: string): Promise<Backup | 'not-found' | 'unusable'>;
  /** The copy that was asked for, if its file is still there. */
  restoring(): Promise<Backup | null>;
  /** Takes the wish to restore back. */
  keepAsIs(): Promise<void>;
}
