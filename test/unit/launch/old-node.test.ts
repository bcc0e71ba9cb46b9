import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const START = fileURLToPath(new URL('../../../electron/launch/start.mjs', import.meta.url));

/** Starts as a Node that says it is of this version. */
function startOn(version: string) {
  const versions = `{ value: { ...process.versions, node: ${JSON.stringify(version)} } }`;
  const pretend = `data:text/javascript,Object.defineProperty(process, 'versions', ${versions})`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', pretend, START, '--version'], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('npm start on a Node that is too old', () => {
  it.each(['18.20.8', '12.22.12'])('%s: a sentence and 10', (version) => {
    expect(startOn(version)).toEqual({
      status: 10,
      stdout: '',
      stderr: `Fieldhook needs Node 20 or newer, and this is Node ${version}. Install a newer one first.\n`,
    });
  });

  it('20 is new enough: the engine’s own Node takes over', () => {
    expect(startOn('20.0.0')).toMatchObject({ status: 0, stderr: '' });
  });

  it('is told before anything is loaded that an old one cannot read', () => {
    const imports = [...readFileSync(START, 'utf8').matchAll(/^import .* from '(.*)';$/gm)].map(([, from]) => from);
    expect(imports.filter((from) => !from?.startsWith('node:'))).toEqual(['./exit.mjs']);
  });
});
