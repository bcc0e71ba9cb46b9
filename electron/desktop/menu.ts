import type { MenuItemConstructorOptions } from 'electron';

/** The smallest menu with which copying, zooming and quitting work as everywhere on each system. */
export function menuTemplate(
  platform: NodeJS.Platform,
  isDeveloper: boolean,
  lookForUpdates: () => void,
): MenuItemConstructorOptions[] {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (isDeveloper) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  const first: MenuItemConstructorOptions =
    platform === 'darwin'
      ? { role: 'appMenu' }
      : { label: '&File', submenu: [{ role: 'close' }, { type: 'separator' }, { role: 'quit' }] };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    label: '&Help',
    submenu: [{ label: 'Look for updates…', click: () => lookForUpdates() }],
  };
  return [first, { role: 'editMenu' }, { label: '&View', submenu: view }, { role: 'windowMenu' }, help];
}
