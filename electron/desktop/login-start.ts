import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';

/** Given by the system when it starts Fieldhook with the computer: no window opens. macOS gives nothing, and tells when it is asked. */
const HIDDEN = '--hidden';

export interface LoginStart {
  isOn(): boolean;
  set(isOn: boolean): void;
  /** Whether this start is one with the computer. */
  isNow(args: readonly string[]): boolean;
}

/** Starting with the computer: Electron’s own way on macOS and Windows, the file of the desktop’s standard on Linux. */
export function loginStart(
  app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings' | 'getPath'>,
  platform: NodeJS.Platform,
  program: string,
): LoginStart {
  if (platform !== 'linux') {
    const options = { args: [HIDDEN] };
    return {
      isOn: () => app.getLoginItemSettings(options).openAtLogin,
      set: (openAtLogin) => app.setLoginItemSettings({ ...options, openAtLogin }),
      isNow: (args) => args.includes(HIDDEN) || (platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin),
    };
  }
  const folder = join(app.getPath('appData'), 'autostart');
  const file = join(folder, 'fieldhook.desktop');
  return {
    isOn: () => existsSync(file),
    set(isOn) {
      if (isOn) {
        mkdirSync(folder, { recursive: true });
        writeFileSync(file, autostartEntry(program));
      } else rmSync(file, { force: true });
    },
    isNow: (args) => args.includes(HIDDEN),
  };
}

/** By the Desktop Entry Specification: within quotes, four characters are escaped, then every backslash again; `%` is doubled. */
export function autostartEntry(program: string): string {
  const quoted = program
    .replace(/["`$\\]/g, '\\$&')
    .replaceAll('\\', '\\\\')
    .replaceAll('%', '%%');
  return `[Desktop Entry]\nType=Application\nName=Fieldhook\nExec="${quoted}" ${HIDDEN}\n`;
}
