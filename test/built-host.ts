import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { buildIfStale, ROOT } from '../electron/launch/build-if-stale.mjs';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The built browser host, beside its built screens. */
    host: string;
    /** The built desktop app, likewise. */
    desktop: string;
    /** Where Node keeps what it has compiled of them, as long as they are there. */
    compileCache: string;
  }
}

/**
 * Builds the product from the sources as they are and gives the tests of a project a copy of it, so that another build beside them does not
 * pull it out from under them. Resolves to what takes the copy away.
 */
export async function provideBuiltHost(project: TestProject, name: string, tell: (line: string) => void) {
  await buildIfStale(tell, { isRunning: () => false });
  const copy = join(ROOT, 'out', 'under-test', `${name}-${process.pid}`);
  for (const part of ['headless', 'main', 'preload', 'renderer'])
    await cp(join(ROOT, 'out', part), join(copy, part), { recursive: true });
  project.provide('host', join(copy, 'headless', 'headless.js'));
  project.provide('desktop', join(copy, 'main', 'main.js'));
  project.provide('compileCache', join(copy, 'compiled'));
  return () => rm(copy, { recursive: true });
}
