import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../electron/launch/build-if-stale.mjs';

// `npm run package:check`: packs the app for every kind of machine, around a stand-in for Electron, and looks at what came of it.

if (process.platform !== 'linux') {
  console.error('The packed app is checked on Linux: `npm run package:check` does nothing here.');
  process.exit(1);
}
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const args = [
  'run',
  '--config',
  'test/vitest.config.ts',
  '--project',
  'e2e',
  '--reporter=verbose',
  'test/e2e/packaging',
];
const env = { ...process.env, FIELDHOOK_PACK: 'all' };
const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: ROOT, stdio: 'inherit', env });
process.exitCode = status ?? 1;
