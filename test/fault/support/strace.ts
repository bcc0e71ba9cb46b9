import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Whether system calls can be watched and made to fail here: Linux, with strace installed and allowed. */
export const canTrace =
  process.platform === 'linux' &&
  spawnSync('strace', ['-qq', '-e', 'trace=none', 'true'], { stdio: 'ignore' }).status === 0;

if (!canTrace) {
  process.stderr.write(
    '\n!!! SKIPPED: strace cannot be had here, so nothing proves the order of fsync and answer, nor failing writes. !!!\n\n',
  );
}

/** Runs a host under strace, which stands aside: signals go to the host. */
export function underStrace(logFile: string, ...options: string[]): string[] {
  return ['strace', '-D', '-f', '-o', logFile, ...options];
}

/** What strace wrote, once the process has ended. */
export async function readTrace(logFile: string, pid: number): Promise<string> {
  for (;;) {
    const text = readFileSync(logFile, 'utf8');
    if (new RegExp(`^${pid} +\\+\\+\\+ `, 'm').test(text)) return text;
    await wait(20);
  }
}
