import { Menu, type NativeImage, nativeImage, Tray } from 'electron';
import type { Health } from '#shared/contract/health.ts';
// The icon as text, so that it needs no file beside the bundle.
import SMALL from '../packaging/icons/16x16.png?inline';
import LARGE from '../packaging/icons/32x32.png?inline';
import { type TrayActions, trayMenu, trayStatus } from './tray-menu.ts';

/** Puts the icon into the tray; what it returns shows how Fieldhook is doing. Null where the system has no tray. */
export function openTray(actions: () => TrayActions): ((health: Health | null) => void) | null {
  let tray: Tray;
  try {
    tray = new Tray(trayPicture(process.platform));
  } catch {
    return null;
  }
  tray.on('click', () => actions().open());
  return (health) => {
    tray.setToolTip(health === null ? 'Fieldhook' : `Fieldhook · ${trayStatus(health)}`);
    tray.setContextMenu(Menu.buildFromTemplate(trayMenu(health, actions())));
  };
}

/** A desktop on Linux makes it as large as it shows it. The others show it as large as it is, which is 16 points, in twice as many pixels on a fine screen. */
function trayPicture(platform: NodeJS.Platform): NativeImage {
  if (platform === 'linux') return nativeImage.createFromDataURL(LARGE);
  const picture = nativeImage.createFromDataURL(SMALL);
  picture.addRepresentation({ scaleFactor: 2, dataURL: LARGE });
  return picture;
}
