import { readFileSync, statfsSync } from 'node:fs';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 1024 ** 3;

/**
 * The system's folder in memory, for the folders of tests; null where there is none, or too little of it, or no program may run from it.
 * What the tests write they throw away, and on a disk they wait for each sync of it. Whether and when the product syncs is seen by its calls
 * (`fault/power-cut.test.ts`), which are the same.
 */
export function folderInMemory(): string | null {
  try {
    const options = /^\S+ \/dev\/shm tmpfs (\S+)/m.exec(readFileSync('/proc/mounts', 'utf8'))?.[1];
    if (options === undefined || options.split(',').includes('noexec')) return null;
    const { bavail, bsize } = statfsSync(MEMORY);
    return bavail * bsize < ENOUGH_BYTES ? null : MEMORY;
  } catch {
    return null;
  }
}
