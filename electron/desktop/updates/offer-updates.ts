import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import { APP_ORIGIN } from '../app-origin.ts';
import type { EngineFetch } from '../watch-health.ts';
import { electronUpdater } from './electron-updater.ts';
import { lookForUpdates, type Question } from './look-for-updates.ts';
import { placeOfUpdates } from './place-of-updates.ts';
import type { Updater } from './updater.ts';

/** What the owner does by *Look for updates…*; one talk at a time. `restart` stops the engine and then installs. */
export function offerUpdates(version: string, fetch: EngineFetch, restart: (updater: Updater) => void): () => void {
  const { platform } = process;
  const place = placeOfUpdates({ platform, isPackaged: app.isPackaged, feedFile: feedFile() });
  let isTalking = false;
  return () => {
    if (isTalking) return;
    isTalking = true;
    void lookForUpdates({
      version,
      place,
      updater: () => electronUpdater(platform === 'win32' ? 'win32' : 'darwin'),
      ask,
      isSending: async () => {
        const answer = await fetch(new Request(`${APP_ORIGIN}/api/messages?state=sending&limit=1`));
        return ((await answer.json()) as { items: unknown[] }).items.length > 0;
      },
      restart,
    }).finally(() => {
      isTalking = false;
    });
  };
}

function feedFile(): string | null {
  try {
    return readFileSync(join(process.resourcesPath, 'app-update.yml'), 'utf8');
  } catch {
    return null;
  }
}

async function ask({ message, detail, buttons }: Question): Promise<number> {
  const last = buttons.length - 1;
  const { response } = await dialog.showMessageBox({
    type: 'info',
    message,
    detail,
    buttons: [...buttons],
    defaultId: 0,
    cancelId: last,
    noLink: true,
  });
  return response;
}
