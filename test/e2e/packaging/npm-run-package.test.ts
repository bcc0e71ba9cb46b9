import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT } from '../../../electron/launch/build-if-stale.mjs';

function runPackage(env: NodeJS.ProcessEnv) {
  const script = join(ROOT, 'electron', 'packaging', 'package.mjs');
  return spawnSync(process.execPath, [script], { encoding: 'utf8', env: { ...process.env, ...env } });
}

it('says at once what is missing where the parts of installers cannot be downloaded', () => {
  const { status, stderr, stdout } = runPackage({ ELECTRON_MIRROR: 'http://127.0.0.1:1/' });
  expect(stderr).toBe(
    'Installers are made with parts that have to be downloaded from 127.0.0.1:1, which cannot be reached from here. ' +
      'What would be in them can be checked without: `npm run package:check`.\n',
  );
  expect([status, stdout]).toEqual([1, '']);
});
