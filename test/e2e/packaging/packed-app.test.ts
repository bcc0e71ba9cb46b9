import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { ngrok } from '#engine/tunnel/ngrok.ts';
import { WEBHOOK_FILE_EXTENSION } from '#shared/contract/webhook-file.ts';
import { FakeNgrok } from '#test/doubles/fake-ngrok.ts';
import { ROOT } from '../../../electron/launch/build-if-stale.mjs';
import { readFuses } from '../../packaging/fuses.ts';
import { machineOf } from '../../packaging/native-module.ts';
import { type PackedApp, pack } from '../../packaging/pack.ts';
import { readArchive, unpackArchive } from '../../packaging/read-archive.ts';
import { packedMegabytes } from '../../packaging/size.ts';
import { ALL_TARGETS, LINUX_X64, nativeModulesOf, type Platform } from '../../packaging/targets.ts';
import { startDesktop } from '../../stand-in/start-desktop.ts';
import { test } from '../support/journey.ts';
import { emptyFolder, removeFolder } from '../support/start-fieldhook.ts';

const PICTURES = join(ROOT, 'electron', 'packaging');
const LARGEST_MB = 25;

/** `npm run package:check` asks for all. */
const targets = process.env.FIELDHOOK_PACK === 'all' ? ALL_TARGETS : [LINUX_X64];

describe.runIf(process.platform === 'linux').each(targets)('packed for $platform-$arch', (target) => {
  const { platform, arch } = target;
  let folder: string;
  let app: PackedApp;
  let files: readonly string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'fieldhook-pack-'));
    app = await pack(target, folder);
    files = readArchive(readFileSync(join(app.resources, 'app.asar'))).map(({ path }) => path);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds every file of the built desktop entry, its preload and the screens', () => {
    const built = ['main', 'preload', 'renderer'].flatMap((part) => builtFiles(part));
    expect(new Set(files.filter((file) => file.startsWith('out/')))).toEqual(new Set(built));
    expect(built).toEqual(
      expect.arrayContaining(
        ['main', 'core-thread', 'template-thread', 'ngrok-thread'].map((name) => `out/main/${name}.js`),
      ),
    );
    expect(built).toEqual(expect.arrayContaining(['out/preload/preload.cjs', 'out/renderer/index.html']));
  });

  test('holds nothing else: no sources, tests, maps, browser host or development packages', () => {
    const others = files.filter((file) => !file.startsWith('out/'));
    expect(others.filter((file) => !file.startsWith('node_modules/'))).toEqual(['package.json']);
    const packages = others.filter((file) => file.startsWith('node_modules/'));
    expect(
      packages.filter(
        (file) =>
          !/^node_modules\/(better-sqlite3\/(lib\/|prebuilds\/)|@ngrok\/ngrok\/index\.js$)/.test(file) &&
          !/^node_modules\/[^.]+\/(package\.json|LICENSE[-A-Z]*|ngrok\.[\w-]+\.node)$/.test(file),
      ),
    ).toEqual([]);
  });

  test('holds the native modules of the database and of ngrok, made for this machine, outside the archive', () => {
    const natives = nativeModulesOf(target);
    expect(new Set(files.filter((file) => file.endsWith('.node')))).toEqual(new Set(natives));
    for (const native of natives) {
      const outside = join(app.resources, 'app.asar.unpacked', native);
      if (!existsSync(outside)) throw new Error(`A native module for ${platform}-${arch} is missing: ${outside}`);
      expect(machineOf(readFileSync(outside))).toEqual(target);
    }
    // Without it the part is not found.
    expect(files.filter((file) => /^node_modules\/@ngrok\/ngrok-[\w-]+\/package\.json$/.test(file))).toHaveLength(1);
  });

  test.runIf(platform === process.platform && arch === process.arch)(
    'starts from what was packed, and its first screen stands',
    async ({ kept }) => {
      const unpacked = join(folder, 'unpacked');
      unpackArchive(app.resources, unpacked);
      const dataDir = await emptyFolder();
      const program = join(unpacked, 'out', 'main', 'main.js');
      const desktop = startDesktop({ dataDir, program, ...(await kept.shared()) });
      try {
        const page = await desktop.window();
        await page.getByRole('heading', { level: 1 }).waitFor();
        // Its database is open, too: the one native module was loaded, by the thread that came along.
        const health = await page.evaluate(async () => (await fetch('/api/health')).json());
        expect(health).toMatchObject({ isProcessing: true });
      } finally {
        await desktop.stop();
        await removeFolder(dataDir);
      }
    },
  );

  test.runIf(platform === process.platform && arch === process.arch)(
    'opens a public address by the ngrok that was packed',
    async () => {
      const unpacked = join(folder, 'with-ngrok');
      unpackArchive(app.resources, unpacked);
      const ngrokThread = pathToFileURL(join(unpacked, 'out', 'main', 'ngrok-thread.js'));
      const edge = await new FakeNgrok().start();
      try {
        const token = async () => 'secret-token';
        const provider = ngrok({ domain: null, token, ngrokThread, ngrokServer: edge.server });
        const { signal } = new AbortController();
        const opened = await provider.open!({ port: 9, signal, onLost: () => undefined });
        expect(opened.url).toBe('https://a1b2.ngrok.app');
        opened.close();
      } finally {
        await edge.stop();
      }
    },
  );

  test(`adds less than ${LARGEST_MB} MB to Electron`, () => {
    expect(packedMegabytes(app.resources)).toBeLessThan(LARGEST_MB);
    // It is the app that was measured, not an empty archive.
    expect(packedMegabytes(app.resources)).toBeGreaterThan(5);
  });

  test('cannot be used as a Node, nor be made to load anything else', () => {
    expect(readFuses(readFileSync(app.program))).toMatchObject({
      runAsNode: false,
      cookieEncryption: true,
      nodeOptions: false,
      nodeInspect: false,
      archiveIntegrity: true,
      onlyArchive: true,
      fileProtocolPrivileges: false,
    });
  });

  // On Windows and macOS only the installer brings the place of updates along.
  test.runIf(platform === 'linux')('asks nobody for updates', () => {
    expect(readdirSync(app.resources)).not.toContain('app-update.yml');
  });

  test('tells its system about itself: icon, exported files and fieldhook: addresses', () => {
    expectPresentation(platform, app);
  });
});

function builtFiles(part: string): string[] {
  const folder = join(ROOT, 'out', part);
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length).replace(/^\//, ''));
}

function expectPresentation(platform: Platform, app: PackedApp): void {
  switch (platform) {
    case 'linux': {
      const share = app.presentation!;
      const entry = readFileSync(join(share, 'applications', 'fieldhook.desktop'), 'utf8').split('\n');
      expect(entry).toContain('MimeType=application/vnd.fieldhook.webhooks+json;x-scheme-handler/fieldhook;');
      expect(entry).toContain('Exec=/opt/Fieldhook/fieldhook %U');
      // The name by which the system finds the entry of a window, as Electron takes it from package.json.
      expect(entry).toContain('StartupWMClass=fieldhook');
      const kinds = readFileSync(join(share, 'mime', 'packages', 'fieldhook.xml'), 'utf8');
      expect(kinds).toContain('type="application/vnd.fieldhook.webhooks+json"');
      expect(kinds).toContain(`<glob pattern="*.${WEBHOOK_FILE_EXTENSION}"/>`);
      for (const size of ['16x16', '32x32', '512x512']) {
        const icon = join(share, 'icons', 'hicolor', size, 'apps', 'fieldhook.png');
        expect(readFileSync(icon)).toEqual(readFileSync(join(PICTURES, 'icons', `${size}.png`)));
      }
      return;
    }
    case 'win32': {
      // Files and addresses are up to the installer, which is not made here.
      const program = readFileSync(app.program);
      expect(program.includes(readFileSync(join(PICTURES, 'icons', '256x256.png')))).toBe(true);
      // Where Electron finds the checksum of the archive, without which the fuse would let nothing start.
      expect(program.includes(Buffer.from('ELECTRONASAR', 'utf16le'))).toBe(true);
      return;
    }
    case 'darwin': {
      const plist = readFileSync(app.presentation!, 'utf8').replace(/>\s+</g, '><');
      expect(plist).toContain('<key>CFBundleURLSchemes</key><array><string>fieldhook</string></array>');
      expect(plist).toContain(
        `<key>CFBundleTypeExtensions</key><array><string>${WEBHOOK_FILE_EXTENSION}</string></array>`,
      );
      expect(plist).toContain('<key>ElectronAsarIntegrity</key>');
      expect(readFileSync(join(app.resources, 'icon.icns'))).toEqual(readFileSync(join(PICTURES, 'icon.icns')));
    }
  }
}
