import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { makeFolder } from '#engine/make-folder.ts';

/**
 * What Chromium keeps for the window lies beside the data, so that two data folders are two Fieldhooks. False where it cannot lie there: nobody runs
 * with these data then, and Electron’s lock of the folder, which would say that somebody does, must not be asked.
 */
export function keepWindowBeside(dataDir: string, app: Pick<App, 'setPath'>): boolean {
  const folder = join(dataDir, 'window');
  try {
    // Electron takes only a folder that is there.
    makeFolder(folder);
    accessSync(folder, constants.W_OK);
  } catch {
    return false;
  }
  app.setPath('userData', folder);
  return true;
}
