import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { EXIT } from '#host/exit-codes.ts';
import { readOptions } from '#host/options.ts';

// The example for servers stands in a document, which nobody would run before a person copies it.

const README = readFileSync(new URL('../../../electron/README.md', import.meta.url), 'utf8');
const UNIT = /```ini\n([^`]+)```/.exec(README)![1]!;
const settingOf = (key: string) => new RegExp(`^${key}=(.*)$`, 'm').exec(UNIT)![1]!;

describe('the example of a systemd unit', () => {
  it('starts the browser host with options and a variable that there are', () => {
    const [, variable, value] = /^(\w+)=(.*)$/.exec(settingOf('Environment'))!;
    const args = settingOf('ExecStart').split(' -- ')[1]!.split(' ');
    const read = readOptions(args, { env: { [variable!]: value!.replace('%d', '/run/credentials') } });
    expect(read).toMatchObject({
      kind: 'run',
      options: { dataDir: '/var/lib/fieldhook', open: false, passphraseFile: '/run/credentials/passphrase' },
    });
  });

  it('starts again after a fault and a full disk, and after nothing that a new start does not mend', () => {
    const documented = [...README.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    const mended = [EXIT.clean, EXIT.fault, EXIT.diskFull] as number[];
    expect(settingOf('RestartPreventExitStatus').split(' ').map(Number)).toEqual(
      documented.filter((code) => !mended.includes(code)),
    );
    expect(documented).toEqual(expect.arrayContaining(Object.values(EXIT)));
  });

  it.skipIf(spawnSync('systemd-analyze', ['--version']).status !== 0)('is one that systemd understands', () => {
    const folder = mkdtempSync(join(tmpdir(), 'fieldhook-unit-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'fieldhook.service');
    // Where npm lies is of this machine.
    writeFileSync(file, UNIT.replace('/usr/bin/npm', process.execPath));
    const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
    // What it does not know it only mentions, as it mentions what is wrong with units of this machine.
    expect({ status, about: stderr.split('\n').filter((line) => line.includes('fieldhook')) }).toEqual({
      status: 0,
      about: [],
    });
  });
});
