import { readFileSync } from 'node:fs';

/** For how long this thread has been ready to run and only had to wait for its place, in ms. Linux tells; elsewhere it is 0. */
export function waited() {
  if (process.platform !== 'linux') return 0;
  return Number(readFileSync('/proc/thread-self/schedstat', 'latin1').split(' ')[1]) / 1e6;
}
