import { fileURLToPath } from 'node:url';
import { app, BrowserWindow } from 'electron';
import { APP_ORIGIN } from './app-origin.ts';
import { windowPreferences } from './window-preferences.ts';

/** The main window. It appears when there is something to see. */
export function openWindow(): BrowserWindow {
  const preload = fileURLToPath(new URL('../preload/preload.cjs', import.meta.url));
  const window = new BrowserWindow({
    title: 'Fieldhook',
    width: 1280,
    height: 860,
    minWidth: 800,
    minHeight: 600,
    show: false,
    webPreferences: windowPreferences(preload, !app.isPackaged),
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(`${APP_ORIGIN}/`);
  return window;
}

/** Brings the window to the person who started Fieldhook a second time. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
