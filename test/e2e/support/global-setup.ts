import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildIfStale } from '../../../electron/launch/build-if-stale.mjs';
import { ensureChromium } from '../../browser/ensure-chromium.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one Chromium of all browser tests listens. */
    browser: string;
  }
}

/** Once before all browser tests: the product is built from the sources as they are, and one Chromium runs for everybody. */
export async function setup(project: TestProject) {
  await buildIfStale((line) => process.stderr.write(`${line}\n`), { isRunning: () => false });
  const executablePath = await ensureChromium((line) => process.stderr.write(`${line}\n`));
  if (executablePath === null) throw new Error('There is no browser for the browser tests.');
  const server = await chromium.launchServer({
    executablePath,
    // Chromium refuses its sandbox to root, and container images give /dev/shm little room.
    args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  project.provide('browser', server.wsEndpoint());
  return () => server.close();
}
