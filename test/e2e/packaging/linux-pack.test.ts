import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** Marks the place of the fuses inside Electron's program; what follows is their version, their number and their states. */
const FUSES = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES_AS_SHIPPED = [1, 9, ...Buffer.from('101101010')];

let folder: string;
let unpacked: string;

/** Packs the real build around an Electron that is only a heap of empty files, since the real one has to be downloaded. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fieldhook-pack-'));
  unpacked = join(folder, 'packed', 'linux-unpacked');
  const electron = join(folder, 'electron');
  mkdirSync(join(electron, 'locales'), { recursive: true });
  const files = ['chrome-sandbox', 'chrome_crashpad_handler', 'LICENSE', 'LICENSES.chromium.html', 'resources.pak'];
  for (const name of [...files, 'icudtl.dat', 'v8_context_snapshot.bin', 'locales/en-US.pak'])
    writeFileSync(join(electron, name), '');
  writeFileSync(join(electron, 'version'), '45.4.1');
  const program = Buffer.concat([Buffer.from(FUSES), Buffer.from(FUSES_AS_SHIPPED)]);
  writeFileSync(join(electron, 'electron'), program, { mode: 0o755 });
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      ...['--linux', 'dir', '--x64', `-c.electronDist=${electron}`, `-c.directories.output=${join(folder, 'packed')}`],
    ],
    { cwd: root, encoding: 'utf8' },
  );
  expect(status, `${stdout}${stderr}`).toBe(0);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every file in app.asar: its header is JSON behind four 32-bit numbers, the last of which is its length. */
function packedFiles(): string[] {
  type Entry = { files?: Record<string, Entry> };
  const archive = readFileSync(join(unpacked, 'resources', 'app.asar'));
  const header = JSON.parse(archive.subarray(16, 16 + archive.readUInt32LE(12)).toString('utf8')) as Entry;
  const list = (entry: Entry, path: string): string[] =>
    entry.files === undefined
      ? [path]
      : Object.entries(entry.files).flatMap(([name, child]) => list(child, path === '' ? name : `${path}/${name}`));
  return list(header, '');
}

describe.runIf(process.platform === 'linux')('the packed desktop app', () => {
  it('holds the built desktop entry, its preload and the screens', () => {
    expect(packedFiles()).toEqual(
      expect.arrayContaining([
        'package.json',
        'out/main/main.js',
        'out/preload/preload.cjs',
        'out/renderer/index.html',
      ]),
    );
  });

  it('holds nothing else: no sources, tests, maps, browser host or development packages', () => {
    const strangers = packedFiles().filter(
      (file) => !/^(package\.json|out\/(main|preload|renderer)\/.+|node_modules\/better-sqlite3\/.+)$/.test(file),
    );
    expect(strangers).toEqual([]);
    expect(packedFiles().filter((file) => file.endsWith('.map'))).toEqual([]);
  });

  it('holds one native module, the one of its platform, outside the archive', () => {
    expect(packedFiles().filter((file) => file.endsWith('.node'))).toEqual([
      'node_modules/better-sqlite3/prebuilds/linux-x64.node',
    ]);
    const outside = join(unpacked, 'resources', 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds');
    expect(readdirSync(outside)).toEqual(['linux-x64.node']);
  });

  it('cannot be used as a Node, nor be made to load anything else', () => {
    const program = readFileSync(join(unpacked, 'fieldhook'));
    const at = program.indexOf(FUSES) + FUSES.length + 2;
    const fuses = program.subarray(at, at + 8).toString();
    // runAsNode, cookie encryption, NODE_OPTIONS, --inspect, archive integrity, archive only, own snapshot, file: privileges.
    expect(fuses).toBe('01001100');
  });
});
