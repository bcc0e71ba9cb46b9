import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { KeptBrowser } from '#test/e2e/support/kept-browser.ts';
import { emptyFolder, removeFolder } from '#test/e2e/support/start-fieldhook.ts';
import { ensureChromium } from '../../browser/ensure-chromium.mjs';
import { pack } from '../../packaging/pack.ts';
import { unpackArchive } from '../../packaging/read-archive.ts';
import { LINUX_X64 } from '../../packaging/targets.ts';
import { startDesktop } from '../../stand-in/start-desktop.ts';
import { fillFolder } from '../fill-folder.ts';
import { type Benchmark, median } from '../measure.ts';

const EMPTY_WINDOW = fileURLToPath(new URL('../empty-window.ts', import.meta.url));
const ROUNDS = 5;
const REQUESTS = 100_000;
const CONTACTS = 20_000;

/**
 * From starting the packed desktop app to the first webhook in its window, on a folder with 100,000 requests. Electron is played by the stand-in
 * (test/stand-in), whose own start is part of it; the baseline is what an app with nothing but an empty window needs under it, in turn with ours.
 */
export const firstWindow: Benchmark = {
  metrics: [{ name: 'window_ms', bound: '< 2,000 ms' }],
  async run(scale) {
    const executablePath = await ensureChromium((line) => process.stderr.write(`${line}\n`));
    if (executablePath === null) throw new Error('There is no browser to measure in.');
    const folder = mkdtempSync(join(tmpdir(), 'fieldhook-pack-'));
    const dataDir = await emptyFolder();
    const browser = await KeptBrowser.launch(executablePath);
    try {
      const { resources } = await pack(LINUX_X64, folder);
      unpackArchive(resources, join(folder, 'unpacked'));
      const program = join(folder, 'unpacked', 'out', 'main', 'main.js');
      await fillFolder(dataDir, { requests: REQUESTS * scale, contacts: CONTACTS * scale, old: 0 });
      const runs: number[] = [];
      const baselines: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        baselines.push(await untilShown(browser, { dataDir, program: EMPTY_WINDOW }, 'Here'));
        runs.push(await untilShown(browser, { dataDir, program }, 'Pipeline'));
      }
      return { window_ms: { value: median(runs), unit: 'ms', baseline: median(baselines), runs } };
    } finally {
      await browser.close();
      await removeFolder(dataDir);
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** In ms, from starting it to the frame in which this text stands in its window. */
async function untilShown(
  browser: KeptBrowser,
  app: { dataDir: string; program: string },
  text: string,
): Promise<number> {
  const shared = await browser.shared();
  const begun = performance.timeOrigin + performance.now();
  const desktop = startDesktop({ ...app, ...shared });
  try {
    const page = await desktop.window();
    // Asked in each frame of the page: a locator looks twice a second only, after a while.
    const seen = await page.waitForFunction(
      (wanted) => document.body?.innerText.includes(wanted) && performance.timeOrigin + performance.now(),
      text,
      { polling: 'raf' },
    );
    return Number(await seen.jsonValue()) - begun;
  } finally {
    await desktop.stop();
  }
}
