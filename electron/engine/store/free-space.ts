import { statfsSync } from 'node:fs';
import type { FreeSpace } from './port/care.ts';

const MEGABYTE = 1024 * 1024;
const AT_LEAST_BYTES = 200 * MEGABYTE;
const SHARE = 0.05;
/** A share of a very large disk would turn requests away long before there is any need. */
const AT_MOST_BYTES = 2048 * MEGABYTE;

/** How much room the disk of a folder has; null where the system does not say. `claimed`: bytes that are still to be written there in any case. */
export function freeSpaceAt(dir: string, claimed = 0): FreeSpace | null {
  try {
    const { bavail, bsize, blocks } = statfsSync(dir);
    if (blocks === 0) return null;
    const share = Math.min(blocks * bsize * SHARE, AT_MOST_BYTES);
    return { freeBytes: bavail * bsize, reserveBytes: Math.max(AT_LEAST_BYTES, share) + claimed };
  } catch {
    return null;
  }
}
