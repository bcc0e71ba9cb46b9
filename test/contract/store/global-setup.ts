import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { createNewId } from '#engine/new-id.ts';
import { openStore } from '#engine/store/open-store.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder as a first start leaves it, with nothing in it; to be copied, see `used-folder.ts`. */
    usedFolder: string;
  }
}

/** Once before all tests that work on a store: to make the database by all its migrations for each would cost more than most tests do. */
export async function setup(project: TestProject) {
  const dir = await mkdtemp(join(tmpdir(), 'fieldhook-used-'));
  const store = await openStore({ dataDir: dir, now: () => 0, newId: createNewId(() => 0) });
  await store.close();
  project.provide('usedFolder', dir);
  return () => rm(dir, { recursive: true });
}
