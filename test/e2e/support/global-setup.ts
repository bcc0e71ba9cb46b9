import type { TestProject } from 'vitest/node';
import { ensureChromium } from '../../browser/ensure-chromium.mjs';
import { provideBuiltHost } from '../../built-host.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The program of the Chromium to test in. */
    chromium: string;
  }
}

/** Once before all browser tests: the product is built, and a Chromium is found. */
export async function setup(project: TestProject) {
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  const removeHost = await provideBuiltHost(project, 'e2e', tell);
  const executablePath = await ensureChromium(tell);
  if (executablePath === null) throw new Error('There is no browser for the browser tests.');
  project.provide('chromium', executablePath);
  return removeHost;
}
