import { _electron } from 'playwright-core';
import { describe, expect, inject } from 'vitest';
import { hasDisplay } from '../../../electron/host/display.ts';
import { findElectron } from '../../../electron/launch/find-electron.mjs';
import { test } from '../support/journey.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';

// The one test that needs Electron itself. Where there is none it is counted as skipped, and says why.

const electron = findElectron(process.env);
const reason =
  electron === null
    ? 'there is no Electron here'
    : !hasDisplay(process.env, process.platform)
      ? 'this machine has no display'
      : process.getuid?.() === 0
        ? 'Electron does not run as root'
        : null;

if (reason !== null) process.stderr.write(`NOT RUN HERE: the desktop app in a real Electron, since ${reason}.\n`);

describe.skipIf(reason !== null)('the desktop app in a real Electron', () => {
  test('shows its screens, without Node in the page, and ends as asked', async () => {
    const dataDir = await emptyFolder();
    const app = await _electron.launch({
      executablePath: electron!,
      args: [inject('desktop'), '--json', '--no-tunnel', '--port', '0', '--data', dataDir],
    });
    try {
      const page = await app.firstWindow();
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(page.url()).toMatch(/^app:\/\/fieldhook\//);
      expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in window))).toEqual([]);
    } finally {
      await app.close();
      await removeFolder(dataDir);
    }
  });
});
