import { posix, win32 } from 'node:path';

/** Where Fieldhook keeps its data when nobody says otherwise; the same folder for the desktop and the browser. */
export function defaultDataDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string): string {
  switch (platform) {
    case 'win32':
      return win32.join(env.LOCALAPPDATA || win32.join(home, 'AppData', 'Local'), 'Fieldhook');
    case 'darwin':
      return posix.join(home, 'Library', 'Application Support', 'Fieldhook');
    default:
      return posix.join(env.XDG_DATA_HOME || posix.join(home, '.local', 'share'), 'fieldhook');
  }
}
