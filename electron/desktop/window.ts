import { type BrowserWindow, dialog, screen } from 'electron';
import type { Clock } from '#engine/clock.ts';
import { APP_ORIGIN } from './app-origin.ts';
import { createCrashBrake } from './crash-brake.ts';
import { type keptStateIn, placeWindow } from './kept-state.ts';
import { newWindow } from './new-window.ts';
import { mayLose, type Unsaved } from './unsaved.ts';

export interface WindowOptions {
  clock: Clock;
  kept: ReturnType<typeof keptStateIn>;
  /** The file of the built preload. */
  preload: string;
  /** Where in the screens to begin, e.g. `/log`. */
  place: string;
  /** Whether it appears when there is something to see; not when the system started us with the computer. Until that is known it is loaded, and hidden. */
  isShown: Promise<boolean>;
  /** Whether closing it only hides it. */
  hidesOnClose(): boolean;
  /** Whether Fieldhook is ending: what was to be asked has been asked. */
  isEnding(): boolean;
  unsaved: Unsaved;
  /** It has been hidden instead of closed. */
  onHidden(): void;
}

/** The main window. */
export function openWindow({
  clock,
  kept,
  preload,
  place,
  isShown,
  hidesOnClose,
  isEnding,
  unsaved,
  onHidden,
}: WindowOptions): BrowserWindow {
  const { bounds, isMaximized } = kept.read();
  const window = newWindow(preload, {
    ...placeWindow(
      bounds,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: 800,
    minHeight: 600,
    show: false,
  });
  window.once('ready-to-show', async () => {
    if (!(await isShown) || window.isDestroyed()) return;
    if (isMaximized) window.maximize();
    window.show();
  });
  window.on('close', (event) => {
    kept.change({ bounds: window.getNormalBounds(), isMaximized: window.isMaximized() });
    if (hidesOnClose()) {
      event.preventDefault();
      window.hide();
      onHidden();
    } else if (!isEnding() && unsaved.words() !== null) {
      event.preventDefault();
      void mayLose(unsaved).then((isSure) => {
        if (isSure) window.destroy();
      });
    }
  });
  window.on('closed', () => unsaved.forget());
  // Of the page that was there before.
  window.webContents.on('dom-ready', () => unsaved.forget());
  showAgainAfterCrash(window, clock);
  // A page with unsaved changes asks to stay; Electron would let it, without a word to the person.
  window.webContents.on('will-prevent-unload', (event) => {
    if (isEnding()) {
      event.preventDefault();
      return;
    }
    const leaves = dialog.showMessageBoxSync(window, {
      type: 'question',
      message: 'There are changes that have not been saved.',
      detail: unsaved.words() ?? '',
      buttons: ['Stay', 'Leave without saving'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    });
    if (leaves === 1) event.preventDefault();
  });
  goTo(window, place);
  return window;
}

/** The page is shown again; the engine does not notice. */
function showAgainAfterCrash(window: BrowserWindow, clock: Clock): void {
  const brake = createCrashBrake(() => clock.now());
  window.webContents.on('render-process-gone', async (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return;
    if (!brake.mayReload()) {
      await dialog.showMessageBox(window, {
        type: 'error',
        message: 'The window has crashed several times.',
        detail: 'Receiving goes on without it, and nothing is lost.',
        buttons: ['Show it again'],
      });
    }
    if (!window.isDestroyed()) window.webContents.reload();
  });
}

/** Shows a place of the screens; a page that stands already goes there by itself and keeps what was typed. */
export function goTo(window: BrowserWindow, place: string): void {
  if (window.isDestroyed()) return;
  window.loadURL(`${APP_ORIGIN}/#${place}`).catch(() => undefined);
}

/** Brings the window to the person; after a fault there is another in its place, in front already. */
export function showWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
