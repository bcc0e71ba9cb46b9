import type { WebPreferences } from 'electron';

/** The one set of preferences of every window: a page like any on the web, without any power of its own. */
export function windowPreferences(preload: string, isDeveloper: boolean): Readonly<WebPreferences> {
  return Object.freeze({
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    devTools: isDeveloper,
  });
}
