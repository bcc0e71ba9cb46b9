import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/ensure-chromium.mjs';

/** Runs `measure` in a page of a fresh Chromium. */
export async function inBrowser<Result>(measure: (page: Page) => Promise<Result>): Promise<Result> {
  const executablePath = await ensureChromium((line) => process.stderr.write(`${line}\n`));
  if (executablePath === null) throw new Error('There is no browser to measure in.');
  const browser = await chromium.launch({
    executablePath,
    args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  try {
    return await measure(await browser.newPage({ viewport: { width: 1280, height: 800 } }));
  } finally {
    await browser.close();
  }
}
