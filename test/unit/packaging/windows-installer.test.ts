import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { APP_ID } from '#desktop/app-id.ts';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';

const read = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

// The other systems are asked about what was packed (test/e2e/packaging); here nobody can make a Windows installer.
it('the Windows installer takes the files and addresses that the other systems take, and gives them back', () => {
  const settings = read('electron-builder.yml');
  const endings = [...settings.matchAll(/ext: (\S+)/g)].map(([, ending]) => ending);
  expect(endings).toEqual([WEBHOOK_FILE_EXTENSION, WEBHOOK_FILE_EXTENSION, WEBHOOK_FILE_EXTENSION]);
  const scheme = /schemes: \[(\w+)\]/.exec(settings)?.[1];
  const [, install = '', uninstall = ''] = read('electron/packaging/installer.nsh').split('!macro ');
  expect(install).toContain(`"Software\\Classes\\${scheme}" "URL Protocol" ""`);
  expect(install).toContain(`"Software\\Classes\\${scheme}\\shell\\open\\command" "" '"$appExe" "%1"'`);
  expect(uninstall).toContain(`DeleteRegKey SHELL_CONTEXT "Software\\Classes\\${scheme}"`);
  // Electron writes the start with the computer under the id of the app.
  expect(uninstall).toContain(`DeleteRegValue HKCU "Software\\Microsoft\\Windows\\CurrentVersion\\Run" "${APP_ID}"`);
});
