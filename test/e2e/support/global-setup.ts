import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { ensureChromium } from '../../browser/ensure-chromium.mjs';
import { provideBuiltHost } from '../../built-host.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one Chromium of all browser tests listens. */
    browser: string;
  }
}

/** Once before all browser tests: the product is built, and one Chromium runs for everybody. */
export async function setup(project: TestProject) {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const removeHost = await provideBuiltHost(project, 'e2e', tell);

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
    await removeHost();
  };
}
