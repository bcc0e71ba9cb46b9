import { app, dialog } from 'electron';
import type { keptStateIn } from './kept-state.ts';

/** The first time that closing the window does not end Fieldhook, the person is told, and can choose otherwise. */
export async function explainBackground(kept: ReturnType<typeof keptStateIn>): Promise<void> {
  if (kept.read().knowsBackground) return;
  kept.change({ knowsBackground: true });
  const { response } = await dialog.showMessageBox({
    type: 'info',
    message: 'Fieldhook keeps receiving in the background',
    detail:
      'Only the window was closed. Requests are still received, and flows go on. The icon in the tray, or starting Fieldhook again, brings the window back; to end Fieldhook, choose Quit.',
    buttons: ['Keep receiving', 'Quit Fieldhook'],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  });
  if (response === 1) app.quit();
}
