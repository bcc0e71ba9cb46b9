import { dialog, type Session } from 'electron';

/** A browser lists what it saves. The window does not, so a file that could not be saved is told of here. */
export function tellFailedSaves(session: Session): void {
  session.on('will-download', (_event, item) => {
    item.once('done', (_done, state) => {
      if (state !== 'interrupted') return;
      void dialog.showMessageBox({
        type: 'error',
        message: `“${item.getFilename()}” could not be saved.`,
        detail:
          'Look whether the disk has room and you may write to that folder, then try again. Nothing in Fieldhook is lost.',
        buttons: ['OK'],
      });
    });
  });
}
