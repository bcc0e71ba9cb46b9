import { join } from 'node:path';
import { AppError } from '#shared/errors.ts';
import { found } from './found.ts';
import type { Handlers } from './handlers.ts';
import type { ApiServices } from './services.ts';

export function backupHandlers({ store, hub, info, log }: ApiServices) {
  return {
    async listBackups() {
      return {
        items: await store.backups.list(),
        folder: join(info.dataDir, 'backups'),
        restoring: await store.backups.restoring(),
      };
    },

    async makeBackup() {
      try {
        const backup = await store.backups.make('by-hand');
        hub.publish({ type: 'backups' });
        return backup;
      } catch (error) {
        log('warn', 'backup-failed', { error: String(error) });
        throw new AppError('BACKUP_FAILED', undefined, [], { cause: error });
      }
    },

    async restoreBackup({ params }) {
      const backup = found(await store.backups.restoreAtNextStart(params.id), 'backup');
      if (backup === 'unusable') throw new AppError('BACKUP_UNUSABLE');
      hub.publish({ type: 'backups' });
      return {
        backup,
        sentence:
          'Nothing has changed yet. Close Fieldhook and start it again: this backup is then put in place, and what it replaces is kept in the folder “replaced” of the data folder.',
      };
    },

    async cancelRestore() {
      await store.backups.keepAsIs();
      hub.publish({ type: 'backups' });
    },
  } satisfies Partial<Handlers>;
}
