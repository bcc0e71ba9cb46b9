import { Menu, nativeImage, Tray } from 'electron';
import type { Health } from '#shared/contract/health.ts';
// The icon as text, so that it needs no file beside the bundle.
import TRAY_ICON from '../packaging/icons/32x32.png?inline';
import { type TrayActions, trayMenu, trayStatus } from './tray-menu.ts';

/** Puts the icon into the tray; what it returns shows how Fieldhook is doing. Null where the system has no tray. */
export function openTray(actions: () => TrayActions): ((health: Health | null) => void) | null {
  let tray: Tray;
  try {
    tray = new Tray(nativeImage.createFromDataURL(TRAY_ICON));
  } catch {
    return null;
  }
  tray.on('click', () => actions().open());
  return (health) => {
    tray.setToolTip(health === null ? 'Fieldhook' : `Fieldhook · ${trayStatus(health)}`);
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(health, actions())));
  };
}
