import type { App } from 'electron';

/** As in electron-builder.yml, which gives it to the entry in the start menu of Windows. */
export const APP_ID = 'app.fieldhook.desktop';

/** Windows shows notifications only of a program that names the entry in its start menu by this id; one that was not installed has none. */
export function tellAppId(
  app: Pick<App, 'isPackaged' | 'setAppUserModelId'>,
  platform: NodeJS.Platform = process.platform,
): void {
  if (platform === 'win32' && app.isPackaged) app.setAppUserModelId(APP_ID);
}
