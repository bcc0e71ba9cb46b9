import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../../electron/launch/build-if-stale.mjs';
import { ensureStrace } from './ensure-strace.mjs';

// `npm run test:fault`: the fault tests in full. Further arguments go to Vitest, such as a part of the path of one of them.

ensureStrace((line) => process.stderr.write(`${line}\n`));
const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
const args = ['run', '--config', 'test/vitest.config.ts', '--project', 'fault', ...process.argv.slice(2)];
const env = { ...process.env, FIELDHOOK_FAULT: 'full' };
const { status } = spawnSync(process.execPath, [vitest, ...args], { cwd: ROOT, stdio: 'inherit', env });
process.exitCode = status ?? 1;
