import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

/**
 * Stops a process until it gets SIGCONT. Resolves when each of its threads stands still: after the signal alone, one may still come to the
 * end of what it is writing. Where the system does not tell, that is all there is.
 */
export async function standStill(pid: number): Promise<void> {
  process.kill(pid, 'SIGSTOP');
  if (process.platform !== 'linux') return;
  const isStill = (thread: string) =>
    /^\d+ \(.*\) [Tt] /s.test(readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1'));
  while (!readdirSync(`/proc/${pid}/task`).every(isStill)) await nextTurn();
}
