import { app, BrowserWindow, type BrowserWindowConstructorOptions } from 'electron';
import { windowPreferences } from './window-preferences.ts';

/** The one place where windows are made, all with the same preferences. `preload` is the file of the built preload. */
export function newWindow(preload: string, options: Omit<BrowserWindowConstructorOptions, 'webPreferences'>) {
  return new BrowserWindow({
    title: 'Fieldhook',
    ...options,
    webPreferences: windowPreferences(preload, !app.isPackaged),
  });
}
