import { ipcMain, shell, type WebFrameMain } from 'electron';
import { isOurPage } from './app-origin.ts';

/** The few things that only the desktop can do for the page; each name is also in preload.ts. */
export function answerShellCalls({ dataDir }: { dataDir: string }): void {
  handle('show-data-folder', async () => {
    await shell.openPath(dataDir);
  });
}

/** Answers only the main frame of a page of ours, and takes no arguments. */
function handle(name: string, task: () => Promise<void>): void {
  ipcMain.handle(name, async ({ senderFrame }) => {
    if (!isOurMainFrame(senderFrame)) throw new Error('Not allowed.');
    await task();
  });
}

function isOurMainFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurPage(frame.url);
}
