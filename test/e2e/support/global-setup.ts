import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { buildIfStale, ROOT } from '../../../electron/launch/build-if-stale.mjs';
import { ensureChromium } from '../../browser/ensure-chromium.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one Chromium of all browser tests listens. */
    browser: string;
    /** The built browser host, beside its built screens. */
    host: string;
  }
}

/**
 * Once before all browser tests: the product is built from the sources as they are, and one Chromium runs for everybody. The tests run on a
 * copy of the build, so that another build beside them does not pull it out from under them.
 */
export async function setup(project: TestProject) {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  await buildIfStale(tell, { isRunning: () => false });
  const copy = join(ROOT, 'out', 'under-test', String(process.pid));
  for (const part of ['headless', 'renderer']) await cp(join(ROOT, 'out', part), join(copy, part), { recursive: true });
  project.provide('host', join(copy, 'headless', 'headless.js'));

  const executablePath = await ensureChromium(tell);
  if (executablePath === null) throw new Error('There is no browser for the browser tests.');
  const server = await chromium.launchServer({
    executablePath,
    // Chromium refuses its sandbox to root, and container images give /dev/shm little room.
    args: ['--disable-gpu', '--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  project.provide('browser', server.wsEndpoint());
  return async () => {
    await server.close();
    await rm(copy, { recursive: true });
  };
}
