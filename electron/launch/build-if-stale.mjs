import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lockBuild } from './lock-build.mjs';
import { isNotWritable, otherRunningPids } from './running-marks.mjs';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['electron', 'renderer', 'shared', 'package.json', 'package-lock.json', 'vite.config.ts'];

/**
 * Builds into out/ when the sources have changed since the last build, one build at a time. While a Fieldhook runs out of out/ the build it runs on stays.
 * Throws when the build fails; the bundler has said why by then. Throws ReadOnlyError when there is nowhere to put it.
 * @param {(line: string) => void} tell
 * @param {{ root?: string, build?: () => boolean, isRunning?: () => boolean, lock?: typeof lockBuild }} parts replaced by tests
 */
export async function buildIfStale(tell, parts = {}) {
  const { root = ROOT, build = runBundler, isRunning = () => otherRunningPids().length > 0, lock = lockBuild } = parts;
  const out = join(root, 'out');
  const stamp = join(out, 'built-from');
  const builtFrom = () => read(stamp);
  if (builtFrom() === fingerprint(root)) return;

  const unlock = await lockOut(out, () => lock(join(out, 'building'), tell));
  try {
    const sources = fingerprint(root);
    if (builtFrom() === sources) return;
    if (builtFrom() !== null && isRunning()) {
      tell('The sources have changed, but Fieldhook is running: using the build that it runs on.');
      return;
    }
    tell('Building Fieldhook…');
    rmSync(stamp, { force: true });
    if (!build()) throw new Error('Fieldhook could not be built.');
    writeFileSync(stamp, sources);
  } finally {
    unlock();
  }
}

/** A build is needed, and there is nowhere to put it. */
export class ReadOnlyError extends Error {
  /** @param {string} out */
  constructor(out) {
    super(
      `Fieldhook has to be built first, but cannot write to ${out}. Start it once as somebody who can, or copy Fieldhook to a folder of your own.`,
    );
  }
}

/**
 * @param {string} out
 * @param {() => ReturnType<typeof lockBuild>} lock
 */
async function lockOut(out, lock) {
  try {
    mkdirSync(out, { recursive: true });
    return await lock();
  } catch (error) {
    throw isNotWritable(error) ? new ReadOnlyError(out) : error;
  }
}

function runBundler() {
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: ROOT,
    // Whoever asks may stand in another mode (a test runner says `test`): what is built is always what people get.
    env: { ...process.env, NODE_ENV: 'production' },
    // Nothing of this may reach stdout, whose first line belongs to `--json`.
    stdio: ['ignore', 2, 2],
  });
  return status === 0;
}

/**
 * Names, sizes and times of all sources: also a deleted file, or one that became older, makes a difference.
 * @param {string} root
 */
function fingerprint(root) {
  const hash = createHash('sha256');
  for (const name of SOURCES.flatMap((source) => filesIn(root, source))) {
    const { size, mtimeMs } = statSync(join(root, name));
    hash.update(`${name}\n${size}\n${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/**
 * @param {string} root
 * @param {string} name
 * @returns {string[]}
 */
function filesIn(root, name) {
  if (statSync(join(root, name)).isFile()) return [name];
  return readdirSync(join(root, name))
    .sort()
    .flatMap((entry) => filesIn(root, join(name, entry)));
}

/** @param {string} file */
function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
