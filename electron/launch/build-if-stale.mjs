import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { isAlive, otherRunningPids } from './running-marks.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const STAMP = join(ROOT, 'out', 'built-from');
const LOCK = join(ROOT, 'out', 'building');
const SOURCES = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json', 'vite.config.ts'];

/**
 * Builds into out/ when the sources have changed since the last build, one build at a time. While a Fieldhook runs out of out/ the build it runs on stays.
 * Throws when the build fails; the bundler has said why by then.
 * @param {(line: string) => void} tell
 */
export async function buildIfStale(tell) {
  if (isFresh()) return;
  const unlock = await lockBuild();
  try {
    if (isFresh()) return;
    if (isBuilt() && otherRunningPids().length > 0) {
      tell('The sources have changed, but Fieldhook is running: using the build that it runs on.');
      return;
    }
    tell('Building Fieldhook…');
    build();
  } finally {
    unlock();
  }
}

function build() {
  const sources = fingerprint();
  rmSync(STAMP, { force: true });
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: ROOT,
    // Nothing of this may reach stdout, whose first line belongs to `--json`.
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) throw new Error('Fieldhook could not be built.');
  writeFileSync(STAMP, sources);
}

function isBuilt() {
  return read(STAMP) !== null;
}

function isFresh() {
  return read(STAMP) === fingerprint();
}

/** Names, sizes and times of all sources: also a deleted or an older file makes a difference. */
function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((name) => filesIn(join(ROOT, name)))) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} path
 * @returns {string[]}
 */
function filesIn(path) {
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}

/**
 * Waits for another build to end. A lock whose owner is gone is taken over.
 * @returns {Promise<() => void>} gives the lock back
 */
async function lockBuild() {
  mkdirSync(dirname(LOCK), { recursive: true });
  for (;;) {
    try {
      writeFileSync(LOCK, String(process.pid), { flag: 'wx' });
      return () => rmSync(LOCK, { force: true });
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EEXIST') throw error;
    }
    const owner = Number(read(LOCK));
    if (owner > 0 && !isAlive(owner)) rmSync(LOCK, { force: true });
    else await wait(200);
  }
}
