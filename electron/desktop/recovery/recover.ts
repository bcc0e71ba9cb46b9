import { BrowserWindow, shell } from 'electron';
import { newestBackups } from '#engine/newest-backups.ts';
import { APP_ORIGIN } from '../app-origin.ts';
import { newWindow } from '../new-window.ts';
import { answerRecovery, type RecoveryChoice } from './answer-recovery.ts';
import { beginAnew } from './begin-anew.ts';
import type { RecoveryFacts } from './recovery-page.ts';

const MOST_BACKUPS = 5;

/** Shows this in a window, without the engine. Resolves when the app is to exit, having arranged for a new start where the person wants one. */
export async function recover(
  facts: Omit<RecoveryFacts, 'backups'>,
  preload: string,
  serve: (answer: (request: Request) => Promise<Response>) => void,
): Promise<void> {
  const backups = newestBackups(facts.dataDir, MOST_BACKUPS);
  const choice = await new Promise<RecoveryChoice>((resolve) => {
    serve((request) =>
      answerRecovery(request, { ...facts, backups }, (chosen) => {
        if (chosen.kind === 'folder') void shell.openPath(facts.dataDir);
        else resolve(chosen);
      }),
    );
    openPage(preload, () => resolve({ kind: 'quit' }));
  });
  if (choice.kind === 'again') beginAnew(null);
  if (choice.kind === 'restore') beginAnew(backups.find(({ id }) => id === choice.backup)?.file ?? null);
}

/** Its own window: the screens that stand in another could not be left where something was typed, and have nobody to ask any more. */
function openPage(preload: string, closed: () => void): void {
  const others = BrowserWindow.getAllWindows();
  const window = newWindow(preload, { width: 860, height: 760 });
  for (const other of others) other.destroy();
  window.on('close', (event) => {
    event.preventDefault();
    closed();
  });
  window.loadURL(`${APP_ORIGIN}/recovery`).catch(() => undefined);
}
