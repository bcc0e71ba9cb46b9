import { ipcMain, type WebFrameMain } from 'electron';
import { isOurPage } from './app-origin.ts';
import type { OpenedFiles } from './opened-file.ts';
import { type Unsaved, UnsavedSchema } from './unsaved.ts';

/** What only the desktop can do for the page; each name is also in preload.ts. */
export function answerShellCalls(unsaved: Unsaved, opened: OpenedFiles): void {
  handle('tell-unsaved', async (...args) => {
    const told = UnsavedSchema.safeParse(args);
    if (!told.success) throw new Error('Not allowed.');
    unsaved.tell(...told.data);
  });
  handle('take-file', () => opened.take());
}

/** Answers only the main frame of a page of ours. A task judges what it is given before it uses it. */
function handle(name: string, task: (...args: unknown[]) => Promise<unknown>): void {
  ipcMain.handle(name, async ({ senderFrame }, ...args: unknown[]) => {
    if (!isOurMainFrame(senderFrame)) throw new Error('Not allowed.');
    return task(...args);
  });
}

function isOurMainFrame(frame: WebFrameMain | null): boolean {
  return frame !== null && frame.parent === null && isOurPage(frame.url);
}
