import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ROOT } from '../../../electron/launch/build-if-stale.mjs';
import { stageNative } from '../../../electron/packaging/stage-native.mjs';
import { ALL_TARGETS, nativeModulesOf } from '../../packaging/targets.ts';

const PART = 'ngrok-win32-x64-msvc';
const NAME = `@ngrok/${PART}`;

describe('the part of ngrok for a target', () => {
  it('is copied from what is installed here, without npm', async () => {
    const root = project({ installed: '1.7.0' });
    await stageNative(PART, { root, npm: () => Promise.reject(new Error('asked npm')) });
    expect(staged(root)).toEqual({ version: '1.7.0', module: 'installed' });
  });

  it.each([{ installed: null }, { installed: '1.6.0' }])(
    'is fetched by npm with the checksum of the lock file where $installed is installed',
    async ({ installed }) => {
      const root = project({ installed });
      const asked: unknown[] = [];
      await stageNative(PART, {
        root,
        async npm(args, { cwd }) {
          const lock = JSON.parse(readFileSync(join(cwd, 'package-lock.json'), 'utf8'));
          asked.push(args, lock.packages[`node_modules/${NAME}`]);
          writePackage(join(cwd, 'node_modules', NAME), '1.7.0', 'fetched');
          return '';
        },
      });
      expect(asked).toEqual([['ci', '--ignore-scripts'], { version: '1.7.0', integrity: 'sha512-locked' }]);
      expect(staged(root)).toEqual({ version: '1.7.0', module: 'fetched' });
      expect(readdirSync(join(root, 'out', 'native'))).toEqual([PART]);
    },
  );

  it('that is there already is left as it is, and one of another version is replaced', async () => {
    const root = project({ installed: '1.7.0' });
    const place = join(root, 'out', 'native', PART);
    writePackage(place, '1.7.0', 'there');
    await stageNative(PART, { root });
    expect(staged(root).module).toBe('there');
    writePackage(place, '1.6.0', 'there');
    await stageNative(PART, { root });
    expect(staged(root)).toEqual({ version: '1.7.0', module: 'installed' });
  });

  it.each([
    ['npm error code ENOTFOUND', 'the npm registry cannot be reached from here, or does not have it'],
    ['npm error code EINTEGRITY', 'what npm brought is not what package-lock.json names'],
  ])('that cannot be had is told in a sentence: %s', async (stderr, why) => {
    const root = project({ installed: null });
    const npm = () => Promise.reject(Object.assign(new Error('npm failed'), { stderr }));
    await expect(stageNative(PART, { root, npm })).rejects.toThrow(
      `The target needs ${NAME} 1.7.0, which is not installed on this machine: ${why}.`,
    );
    expect(readdirSync(join(root, 'out', 'native'))).toEqual([]);
  });

  it('is in the lock file for every target, with its checksum', () => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8'));
    for (const target of ALL_TARGETS) {
      const [ngrok] = nativeModulesOf(target);
      expect(packages[ngrok!.slice(0, ngrok!.lastIndexOf('/'))]).toMatchObject({
        version: packages['node_modules/@ngrok/ngrok'].version,
        integrity: expect.stringMatching(/^sha512-/),
      });
    }
  });
});

/** A project with a lock file that names the part at 1.7.0. */
function project({ installed }: { installed: string | null }): string {
  const root = mkdtempSync(join(tmpdir(), 'fieldhook-stage-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const locked = { version: '1.7.0', integrity: 'sha512-locked', os: ['win32'], cpu: ['x64'], optional: true };
  const packages = { [`node_modules/${NAME}`]: locked };
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
  if (installed !== null) writePackage(join(root, 'node_modules', NAME), installed, 'installed');
  return root;
}

function writePackage(folder: string, version: string, module: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ version }));
  writeFileSync(join(folder, 'ngrok.node'), module);
}

function staged(root: string): { version: string; module: string } {
  const folder = join(root, 'out', 'native', PART);
  expect(existsSync(folder)).toBe(true);
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return { version, module: readFileSync(join(folder, 'ngrok.node'), 'utf8') };
}
