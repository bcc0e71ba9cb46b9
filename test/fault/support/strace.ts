import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { canTrace } from '../ensure-strace.mjs';

/** Whether system calls can be watched and made to fail here. Skipping is said aloud. */
export const isTraceable = canTrace();
if (!isTraceable) {
  process.stderr.write(
    '\nSKIPPED: strace cannot be had here. Nothing proves the order of fsync and answer, nor what a failing disk does.\n\n',
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

/** Lets a process that was started under strace go on without it: what was made to fail works again. */
export function endStrace(pid: number): void {
  const tracer = /^TracerPid:\s*(\d+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  process.kill(Number(tracer), 'SIGTERM');
}
