import type { AppUpdater } from 'electron-updater';
import type { Updater } from './updater.ts';

/** electron-updater, set so that it does nothing unasked. Loaded only when the owner looks for updates. */
export async function electronUpdater(platform: 'win32' | 'darwin'): Promise<Updater> {
  const { MacUpdater, NsisUpdater } = await import('electron-updater');
  return updaterOf(platform === 'win32' ? new NsisUpdater() : new MacUpdater());
}

/** The rules of ours on one of its updaters. */
export function updaterOf(updater: AppUpdater): Updater {
  updater.autoDownload = false;
  updater.autoInstallOnAppQuit = false;
  updater.allowDowngrade = false;
  updater.disableWebInstaller = true;
  // What it needs to tell, its promises tell.
  updater.logger = null;
  updater.on('error', () => undefined);
  return {
    async look() {
      const found = await updater.checkForUpdates();
      return found?.isUpdateAvailable ? found.updateInfo.version : null;
    },
    async fetch() {
      await updater.downloadUpdate();
    },
    install(failed) {
      updater.once('error', failed);
      updater.quitAndInstall(true, true);
    },
  };
}
