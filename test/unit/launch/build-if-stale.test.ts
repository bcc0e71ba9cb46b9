import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { buildIfStale, ReadOnlyError } from '../../../electron/launch/build-if-stale.mjs';

let root: string;
let builds: number;
let said: string[];
const source = (name: string) => join(root, name);

beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'fieldhook-build-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  root = folder;
  builds = 0;
  said = [];
  for (const name of ['electron/engine', 'renderer', 'shared']) mkdirSync(source(name), { recursive: true });
  for (const name of ['package.json', 'package-lock.json', 'vite.config.ts', 'electron/engine/a.ts', 'shared/b.ts'])
    writeFileSync(source(name), 'x');
});

const run = ({ isRunning = false, succeeds = true } = {}) =>
  buildIfStale((line) => said.push(line), {
    root,
    isRunning: () => isRunning,
    build: () => {
      builds += 1;
      return succeeds;
    },
  });

const changes: [name: string, change: () => void][] = [
  ['changed', () => writeFileSync(source('shared/b.ts'), 'xy')],
  ['touched', () => utimesSync(source('shared/b.ts'), 1, 1)],
  ['added', () => writeFileSync(source('electron/engine/c.ts'), 'x')],
  ['deleted', () => rmSync(source('electron/engine/a.ts'))],
  ['of another dependency', () => writeFileSync(source('package-lock.json'), 'other')],
];

describe('start: the build', () => {
  it('is made when there is none, and only once', async () => {
    await run();
    await run();
    expect(builds).toBe(1);
    expect(said).toEqual(['Building Fieldhook…']);
  });

  it.each(changes)('is made again when a source is %s', async (_, change) => {
    await run();
    change();
    await run();
    expect(builds).toBe(2);
  });

  it.each(changes)('is never made under a running Fieldhook, though a source is %s', async (_, change) => {
    await run();
    change();
    await run({ isRunning: true });
    expect(builds).toBe(1);
    expect(said.at(-1)).toContain('using the build that it runs on');
    await run();
    expect(builds).toBe(2);
  });

  it('is made for a second start when the first one never finished its own', async () => {
    await run({ isRunning: true });
    expect(builds).toBe(1);
  });

  it('that failed does not count', async () => {
    await expect(run({ succeeds: false })).rejects.toThrow('Fieldhook could not be built.');
    await run();
    expect(builds).toBe(2);
  });

  it('that failed does not count for the sources of before either', async () => {
    await run();
    writeFileSync(source('shared/b.ts'), 'faulty');
    await expect(run({ succeeds: false })).rejects.toThrow();
    writeFileSync(source('shared/b.ts'), 'x');
    await run();
    expect(builds).toBe(3);
  });

  it('is made by one of two that start together', async () => {
    await Promise.all([run(), run()]);
    expect(builds).toBe(1);
  });

  it('does not wait for a builder that died', async () => {
    mkdirSync(source('out'));
    // The largest process number there can be; nobody has it.
    writeFileSync(source('out/building'), String(2 ** 22));
    await run();
    expect(builds).toBe(1);
  });

  it.each(['EACCES', 'EPERM', 'EROFS'])(
    'that has nowhere to go (%s) names the folder and the way out',
    async (code) => {
      const lock = () => Promise.reject(Object.assign(new Error(`${code}: raw words`), { code }));
      const start = buildIfStale(() => {}, { root, lock, isRunning: () => false, build: () => true });
      await expect(start).rejects.toThrow(ReadOnlyError);
      await expect(start).rejects.toThrow(`cannot write to ${source('out')}. Start it once as somebody who can`);
    },
  );

  it('that is current needs no writing', async () => {
    await run();
    const lock = () => Promise.reject(new Error('nothing may be written'));
    await buildIfStale(() => {}, { root, lock, isRunning: () => false, build: () => false });
  });

  it('remembers the sources it began with, not those that came while it went on', async () => {
    await buildIfStale(() => {}, {
      root,
      isRunning: () => false,
      build: () => {
        writeFileSync(source('shared/b.ts'), 'saved while building');
        return true;
      },
    });
    await run();
    expect(builds).toBe(1);
    expect(readFileSync(source('out/built-from'), 'utf8')).toMatch(/^[0-9a-f]{64}$/);
  });
});
