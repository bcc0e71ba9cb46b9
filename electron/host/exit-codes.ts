import type { StartFault } from '#engine/start-error.ts';
import { assertNever } from '#shared/errors.ts';

/** What the process answers to whoever started it; also in electron/README.md. */
export const EXIT = {
  clean: 0,
  fault: 1,
  badOption: 2,
  alreadyRunning: 3,
  portTaken: 4,
  dataFolder: 5,
  diskFull: 6,
  databaseTooNew: 7,
  databaseDamaged: 8,
  screensMissing: 9,
  /** 10 to 12 are the launcher’s. */
  backupUnusable: 13,
  passphrase: 14,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The exit code of a start that cannot succeed. */
export function exitCodeOf(fault: StartFault): ExitCode {
  switch (fault) {
    case 'already-running':
      return EXIT.alreadyRunning;
    case 'port-taken':
      return EXIT.portTaken;
    case 'data-folder-unwritable':
      return EXIT.dataFolder;
    case 'disk-full':
      return EXIT.diskFull;
    case 'database-too-new':
      return EXIT.databaseTooNew;
    case 'database-damaged':
      return EXIT.databaseDamaged;
    case 'backup-unusable':
      return EXIT.backupUnusable;
    default:
      return assertNever(fault);
  }
}
