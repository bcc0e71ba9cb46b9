import { chromium, type Page } from 'playwright-core';
import { ensureChromium } from '../browser/ensure-chromium.mjs';

const VIEWPORT = { width: 1280, height: 800 };

/** Runs `measure` with a fresh Chromium. `flags` are of its command line. */
export async function withBrowser<Result>(
  measure: (newPage: () => Promise<Page>) => Promise<Result>,
  flags: readonly string[] = [],
): Promise<Result> {
  const executablePath = await ensureChromium((line) => process.stderr.write(`${line}\n`));
  if (executablePath === null) throw new Error('There is no browser to measure in.');
  const browser = await chromium.launch({
    executablePath,
    args: [
      ...['--disable-gpu', '--disable-dev-shm-usage', ...flags],
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
  });
  try {
    return await measure(() => browser.newPage({ viewport: VIEWPORT }));
  } finally {
    await browser.close();
  }
}

/** Runs `measure` in a page of a fresh Chromium. */
export function inBrowser<Result>(measure: (page: Page) => Promise<Result>): Promise<Result> {
  return withBrowser(async (newPage) => measure(await newPage()));
}
