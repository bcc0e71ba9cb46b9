import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { findChromium } from '../../test/browser/find-chromium.mjs';
import { ICNS_SIZES, icnsOf, icoOf } from './icon-files.mjs';

// `npm run icons`: makes every picture of the app from the one drawing, which is also the icon of the browser tab. What it makes is committed.

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FILE = readFileSync(join(HERE, '../../renderer/public/favicon.svg'));
const DRAWING = `data:image/svg+xml;base64,${FILE.toString('base64')}`;

const WINDOWS_SIZES = [16, 24, 32, 48, 64, 128, 256];
const LINUX_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];
/** Windows and Linux show an icon as it is. macOS wants a rim around it, as all icons in its Dock have one: 824 of 1024. */
const FULL = 1;
const MAC = 824 / 1024;

const executablePath = findChromium();
if (executablePath === null) throw new Error('Drawing the icons needs Chromium: install one, or set CHROMIUM to it.');
// Chromium refuses its sandbox to root.
const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
const page = await browser.newPage();
try {
  const linux = await drawAll(LINUX_SIZES, FULL);
  mkdirSync(join(HERE, 'icons'), { recursive: true });
  for (const { size, png } of linux) writeFileSync(join(HERE, 'icons', `${size}x${size}.png`), png);
  writeFileSync(join(HERE, 'icon.ico'), icoOf(await drawAll(WINDOWS_SIZES, FULL)));
  writeFileSync(join(HERE, 'icon.icns'), icnsOf(await drawAll(ICNS_SIZES, MAC)));
} finally {
  await browser.close();
}

/**
 * @param {readonly number[]} sizes in pixels
 * @param {number} share of each side that the drawing takes
 */
async function drawAll(sizes, share) {
  const pictures = [];
  for (const size of sizes) pictures.push({ size, png: await draw(size, share) });
  return pictures;
}

/**
 * @param {number} size
 * @param {number} share
 */
async function draw(size, share) {
  const base64 = await page.evaluate(
    async ([source, side, part]) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = side;
      canvas.height = side;
      const rim = (side * (1 - part)) / 2;
      canvas.getContext('2d')?.drawImage(image, rim, rim, side * part, side * part);
      return canvas.toDataURL('image/png').replace(/^.*,/, '');
    },
    /** @type {const} */ ([DRAWING, size, share]),
  );
  return Buffer.from(base64, 'base64');
}
