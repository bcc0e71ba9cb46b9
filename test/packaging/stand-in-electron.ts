import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../../electron/launch/build-if-stale.mjs';
import { fusesSection, SHIPPED } from './fuses.ts';
import type { Platform } from './targets.ts';

/** What electron-builder moves, renames or removes; the rest of Electron it copies without a look. */
const FILES: Record<Platform, readonly string[]> = {
  linux: [
    ...['chrome-sandbox', 'chrome_crashpad_handler', 'LICENSE', 'LICENSES.chromium.html', 'resources.pak'],
    ...['icudtl.dat', 'v8_context_snapshot.bin', 'locales/en-US.pak', 'locales/de.pak'],
  ],
  win32: [
    ...['LICENSE', 'LICENSES.chromium.html', 'resources.pak', 'icudtl.dat', 'v8_context_snapshot.bin'],
    ...['locales/en-US.pak', 'locales/de.pak'],
  ],
  darwin: [
    ...['LICENSE', 'Electron.app/Contents/MacOS/Electron', 'Electron.app/Contents/Resources/electron.icns'],
    'Electron.app/Contents/Resources/en.lproj/locale.pak',
    'Electron.app/Contents/Frameworks/Electron Framework.framework/Versions/A/Resources/en.lproj/locale.pak',
  ],
};

const MAC_FRAMEWORK = 'Electron.app/Contents/Frameworks/Electron Framework.framework/Electron Framework';
const MAC_HELPERS = [
  'Electron Helper',
  'Electron Helper (GPU)',
  'Electron Helper (Plugin)',
  'Electron Helper (Renderer)',
];

/** A program that comes with a part of electron-builder. */
const SOME_WINDOWS_PROGRAM = join(ROOT, 'node_modules', 'electron-winstaller', 'vendor', 'rcedit.exe');

/**
 * Fills a folder with what electron-builder takes for Electron: empty files, and a program with Electron's fuses in it. The real one has to be
 * downloaded, and what is packed around it does not depend on it.
 */
export function makeStandInElectron(folder: string, platform: Platform): void {
  const write = (path: string, content: string | Buffer = '', mode = 0o644) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content, { mode });
  };
  for (const path of FILES[platform]) write(path);
  write('version', JSON.parse(readFileSync(join(ROOT, 'node_modules', 'electron', 'package.json'), 'utf8')).version);
  switch (platform) {
    case 'linux':
      write('electron', fusesSection(SHIPPED), 0o755);
      break;
    case 'win32':
      // Icon, version and the archive's checksum are written into it, so it has to be a real one.
      write('electron.exe', Buffer.concat([readFileSync(SOME_WINDOWS_PROGRAM), fusesSection(SHIPPED)]));
      break;
    case 'darwin':
      write('Electron.app/Contents/Info.plist', infoPlist('Electron'));
      write(MAC_FRAMEWORK, fusesSection(SHIPPED), 0o755);
      for (const helper of MAC_HELPERS) {
        const contents = `Electron.app/Contents/Frameworks/${helper}.app/Contents`;
        write(`${contents}/Info.plist`, infoPlist(helper));
        write(`${contents}/MacOS/${helper}`, '', 0o755);
      }
  }
}

function infoPlist(program: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<plist version="1.0"><dict><key>CFBundleExecutable</key><string>${program}</string></dict></plist>`;
}
