import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { buildIfStale, ROOT } from '../../electron/launch/build-if-stale.mjs';
import { call, HOST } from '../bench/with-fieldhook.ts';
import { ensureChromium } from '../browser/ensure-chromium.mjs';
import { emptyFolder, type Fieldhook, removeFolder, startFieldhook } from '../e2e/support/start-fieldhook.ts';
import { fillDemo, settingsAt } from './demo.ts';
import { CHANGED_PLACES, demoPlaces, EMPTY_PLACES, type Place, TRIED_PLACES } from './places.ts';

/**
 * `npm run screenshots` walks every screen of a made-up business and takes pictures of it in all sizes and both colour schemes, to be looked
 * at. `-- --only NAME` takes those whose name begins with it; `-- --look LOOK` one look, such as `1280x800-dark`.
 */
const { values: options } = parseArgs({ options: { only: { type: 'string' }, look: { type: 'string' } } });

const FOLDER = join(ROOT, 'out', 'screenshots');

interface Look {
  name: string;
  width: number;
  height: number;
  /** How many pixels of the picture one of the page is: 2 at 200 % zoom. */
  zoom: 1 | 2;
  /** Pages scroll inside: as tall as what is in them. */
  isWhole: boolean;
}

const LOOKS: readonly Look[] = [
  { name: '1024x700', width: 1024, height: 700, zoom: 1, isWhole: false },
  { name: '1280x800', width: 1280, height: 800, zoom: 1, isWhole: false },
  { name: '1920x1080', width: 1920, height: 1080, zoom: 1, isWhole: false },
  { name: 'whole', width: 1280, height: 800, zoom: 1, isWhole: true },
  { name: 'zoomed', width: 640, height: 400, zoom: 2, isWhole: false },
];
const MOST_HEIGHT = 2600;
/** A screen that is not there by then is not there. */
const WAIT_MS = 15_000;

console.log(`The pictures go to ${FOLDER}.`);
await buildIfStale(console.error, { isRunning: () => false });
const executablePath = await ensureChromium(console.error);
if (executablePath === null) process.exit(1);
if (!options.only && !options.look) await rm(FOLDER, { recursive: true, force: true });
await mkdir(FOLDER, { recursive: true });
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath,
  args: ['--disable-gpu', '--disable-dev-shm-usage', ...sandbox],
});
try {
  await onFolder([], async (fieldhook) => {
    await picture(fieldhook, EMPTY_PLACES);
    await picture(fieldhook, TRIED_PLACES);
  });
  // Chosen before anything is opened, so that nobody outside is asked for an address.
  const quiet = (fieldhook: Fieldhook) =>
    call(fieldhook, 'putSettings', { body: { ...settingsAt(''), tunnel: { provider: 'none' } } });
  const dataDir = await onFolder([], quiet, { isKept: true });
  await onFolder(['--tunnel'], takeDemo, { dataDir });
} finally {
  await browser.close();
}

async function takeDemo(fieldhook: Fieldhook): Promise<void> {
  await picture(fieldhook, demoPlaces(await fillDemo(fieldhook)));
  const elsewhere = fieldhook.receiver.replace('127.0.0.1', 'localhost');
  await call(fieldhook, 'putSettings', { body: settingsAt(elsewhere) });
  await picture(fieldhook, CHANGED_PLACES);
}

/** Runs `work` with the built host on a folder, an empty one unless told; resolves to the folder, which goes unless it is kept. */
async function onFolder(
  args: readonly string[],
  work: (fieldhook: Fieldhook) => Promise<unknown>,
  { dataDir, isKept = false }: { dataDir?: string; isKept?: boolean } = {},
): Promise<string> {
  const folder = dataDir ?? (await emptyFolder());
  const fieldhook = await startFieldhook({ dataDir: folder, program: HOST, args });
  try {
    await work(fieldhook);
  } finally {
    await fieldhook.stop();
    if (!isKept) await removeFolder(folder);
  }
  return folder;
}

async function picture(fieldhook: Fieldhook, places: readonly Place[]): Promise<void> {
  const wanted = places.filter(({ name }) => name.startsWith(options.only ?? ''));
  if (wanted.length === 0) return;
  for (const look of LOOKS) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const name = `${look.name}-${colorScheme}`;
      if (options.look && options.look !== name) continue;
      const page = await pageWith(browser, look, colorScheme);
      await page.goto(fieldhook.address);
      await page.getByRole('heading', { level: 1 }).waitFor();
      for (const place of wanted) {
        try {
          await take(page, fieldhook, place, look, join(FOLDER, `${place.name}-${name}.png`));
        } catch (error) {
          // The others are worth looking at all the same.
          console.error(`${place.name}-${name}: ${error instanceof Error ? error.message : String(error)}`);
          process.exitCode = 1;
        }
      }
      await page.context().close();
      console.log(`${wanted.length} × ${name}`);
    }
  }
}

async function pageWith(chrome: Browser, { width, height, zoom }: Look, colorScheme: 'light' | 'dark'): Promise<Page> {
  const context = await chrome.newContext({
    viewport: { width, height },
    deviceScaleFactor: zoom,
    colorScheme,
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(WAIT_MS);
  return context.newPage();
}

async function take(page: Page, { ui }: Fieldhook, place: Place, look: Look, path: string): Promise<void> {
  // A dialog of the place before is not in the way of this one.
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').first().waitFor({ state: 'hidden' });
  await page.goto(`${ui}/#${place.route}`);
  await page.getByText(place.ready).first().waitFor({ state: 'attached' });
  await place.act?.(page);
  if (look.isWhole) {
    const height = await page.getByRole('main').evaluate((main) => main.scrollHeight + 80);
    await page.setViewportSize({ width: look.width, height: Math.min(Math.max(height, look.height), MOST_HEIGHT) });
  }
  await page.waitForFunction(isAtRest);
  await page.screenshot({ path });
  if (look.isWhole) await page.setViewportSize(look);
}

/** In the page: everything is loaded and nothing moves any more. */
function isAtRest(): boolean {
  const isMoving = document
    .getAnimations()
    .some(({ playState, effect }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
  return !isMoving && document.fonts.status === 'loaded' && document.querySelector('[aria-busy="true"]') === null;
}
