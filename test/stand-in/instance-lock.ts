import { mkdirSync, readFileSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The lock that Electron holds for each folder of user data: true for the first. The arguments of a later one reach `hear` of the first; a
 * first one that was killed is none any more.
 */
export function takeInstanceLock(folder: string, argv: string[], hear: (argv: string[]) => void): boolean {
  const calls = join(folder, 'stand-in-calls');
  mkdirSync(calls, { recursive: true });
  const holder = join(folder, 'stand-in-lock');
  if (isAlive(readPid(holder))) {
    writeFileSync(join(calls, `${process.pid}.json`), JSON.stringify(argv));
    return false;
  }
  writeFileSync(holder, String(process.pid));
  watch(calls, (_event, name) => {
    if (!name?.endsWith('.json')) return;
    const call = readWhole(join(calls, name));
    if (call !== null) hear(call);
  }).unref();
  return true;
}

/** Null while it is still being written, and once it has been heard. */
function readWhole(file: string): string[] | null {
  try {
    const argv = JSON.parse(readFileSync(file, 'utf8')) as string[];
    rmSync(file);
    return argv;
  } catch {
    return null;
  }
}

function readPid(file: string): number | null {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function isAlive(pid: number | null): boolean {
  if (pid === null) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
