import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import packageJson from '../../package.json' with { type: 'json' };

/** Other viewers of JSON, at exactly these versions, with the React of this project. They are no packages of it: only this benchmark knows them. */
export const PEERS = {
  'react-json-view-lite': '2.5.0',
  '@uiw/react-json-view': '1.12.2',
  'vanilla-jsoneditor': '3.13.0',
} as const;
export type Peer = keyof typeof PEERS;

const { react, 'react-dom': reactDom } = packageJson.devDependencies;
const INSTALLED = { ...PEERS, react, 'react-dom': reactDom };

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Installs them once into a folder for temporary files, and puts their page there; returns that folder. Throws where npm cannot. */
export function peerPage(): string {
  const folder = join(tmpdir(), `fieldhook-bench-${Object.values(INSTALLED).join('-')}`);
  const isInstalled = join(folder, 'installed');
  if (!existsSync(isInstalled)) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
    const wanted = Object.entries(INSTALLED).map(([name, version]) => `${name}@${version}`);
    const options = ['--save-exact', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    // What npm says is not part of what this prints.
    execFileSync('npm', ['install', ...options, ...wanted], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
    writeFileSync(isInstalled, '');
  }
  cpSync(here('peer-page'), folder, { recursive: true });
  cpSync(here('bookings.js'), join(folder, 'bookings.js'));
  return folder;
}
