import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import { LAST_FAULT_FILE } from '#host/last-fault.ts';
import { argumentsAnew } from './arguments-anew.ts';

/** Begins anew with the same arguments, and with this backup in the place of the data where one is given. */
export function beginAnew(restore: string | null): void {
  app.relaunch({ args: argumentsAnew(process.argv.slice(1), restore) });
}

/**
 * The engine could not start: says why, and what can be done without it. Resolves to `again` when it should be tried again; otherwise the app is to
 * exit, having arranged for a new start where a backup was chosen.
 */
export async function askAfterFailedStart(sentence: string, dataDir: string): Promise<'again' | 'exit'> {
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Fieldhook cannot start',
      message: 'Fieldhook cannot start',
      detail: `${sentence}\n\nUntil it runs, senders are not answered; most of them try again for hours.`,
      buttons: ['Try again', 'Put a backup back…', 'Show the data folder', 'Quit'],
      defaultId: 0,
      cancelId: 3,
      noLink: true,
    });
    if (response === 0) return 'again';
    if (response === 2) await shell.openPath(dataDir);
    if (response === 3) return 'exit';
    if (response !== 1) continue;
    const { filePaths } = await dialog.showOpenDialog({
      title: 'Put a backup back. What is there now is kept aside.',
      defaultPath: join(dataDir, 'backups'),
      properties: ['openFile'],
    });
    const [backup] = filePaths;
    if (backup === undefined) continue;
    beginAnew(backup);
    return 'exit';
  }
}

/** The engine has ended by a fault while it ran. What was received is on disk; the details are in a file. */
export async function askAfterFault(dataDir: string): Promise<void> {
  for (;;) {
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Fieldhook stopped',
      message: 'Fieldhook stopped because of a fault inside it',
      detail:
        'Nothing that was received is lost. Until it runs again, senders are not answered; most of them try again for hours.',
      buttons: ['Start again', 'Show what happened', 'Show the backups', 'Quit'],
      defaultId: 0,
      cancelId: 3,
      noLink: true,
    });
    if (response === 0) return beginAnew(null);
    if (response === 3) return;
    await shell.openPath(join(dataDir, response === 1 ? LAST_FAULT_FILE : 'backups'));
  }
}
