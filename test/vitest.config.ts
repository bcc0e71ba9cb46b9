import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { folderInMemory } from './folder-in-memory.ts';

// The full form of the fault tests works on the disk.
const memory = process.env.FIELDHOOK_FAULT === 'full' ? null : folderInMemory();
if (memory !== null) process.env.TMPDIR ??= memory;

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  define: { __FIELDHOOK_VERSION__: JSON.stringify('0.0.0-test') },
  test: {
    maxWorkers: 2,
    setupFiles: ['test/fixed-seed.ts'],
    // Most projects load what they test once for all files of a worker (`isolate: false`): nothing in it holds state between files, and
    // loading it anew would cost more than the tests. What a test replaces comes back by itself.
    restoreMocks: true,
    unstubGlobals: true,
    // As long as a browser waits for what it is told to find: a machine that does much else is slow, and nothing waits longer than it has to.
    expect: { poll: { timeout: 30_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.{ts,tsx}'],
          globalSetup: 'test/contract/store/global-setup.ts',
          isolate: false,
          // For a property with many cases on a machine that is shared.
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'contract',
          include: ['test/contract/**/*.test.ts'],
          globalSetup: 'test/contract/store/global-setup.ts',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'fault',
          include: ['test/fault/**/*.test.ts'],
          globalSetup: 'test/fault/support/global-setup.ts',
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          globalSetup: 'test/e2e/support/global-setup.ts',
          // After the others, so that a journey does not share the processor with them.
          sequence: { groupOrder: 1 },
          // The files of a worker share its browser (see support/kept-browser.ts).
          isolate: false,
          testTimeout: 240_000,
          hookTimeout: 240_000,
        },
      },
    ],
  },
});
