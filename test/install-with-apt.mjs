import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * Installs a Debian package where that is possible without asking anybody: as root, where there is apt-get. Returns whether it is there now.
 * @param {string} name
 * @param {(line: string) => void} tell
 */
export function installWithApt(name, tell) {
  if (process.platform !== 'linux' || process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return false;
  tell(`No ${name} found: installing Debian’s with apt-get…`);
  const apt = (/** @type {string[]} */ ...args) =>
    spawnSync('apt-get', ['-qq', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
      timeout: 180_000,
    }).status === 0;
  return apt('update') && apt('install', '-y', '--no-install-recommends', name);
}
