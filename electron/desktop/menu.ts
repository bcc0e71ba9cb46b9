import { Menu, type MenuItemConstructorOptions } from 'electron';

/** The smallest menu with which copying, zooming and quitting work as everywhere on each system. */
export function setMenu(platform: NodeJS.Platform, isDeveloper: boolean): void {
  const view: MenuItemConstructorOptions[] = [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
  ];
  if (isDeveloper) view.push({ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' });
  const first: MenuItemConstructorOptions =
    platform === 'darwin' ? { role: 'appMenu' } : { label: '&File', submenu: [{ role: 'quit' }] };
  const template = [
    first,
    { role: 'editMenu' as const },
    { label: '&View', submenu: view },
    { role: 'windowMenu' as const },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
