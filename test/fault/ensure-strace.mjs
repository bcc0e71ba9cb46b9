import { spawnSync } from 'node:child_process';
import { installWithApt } from '../install-with-apt.mjs';

/** Whether strace is there and may watch a process; containers can forbid it. */
export function canTrace() {
  const args = ['-qq', '-e', 'trace=none', 'true'];
  return process.platform === 'linux' && spawnSync('strace', args, { stdio: 'ignore' }).status === 0;
}

/**
 * Sees to it that the tests of a power cut and of a failing disk can run, or says that they cannot.
 * @param {(line: string) => void} tell
 */
export function ensureStrace(tell) {
  if (process.platform !== 'linux')
    return tell('The tests of a power cut and of a failing disk need Linux: they are skipped.');
  const isThere =
    spawnSync('strace', ['--version'], { stdio: 'ignore' }).status === 0 || installWithApt('strace', tell);
  if (!isThere)
    tell('The tests of a power cut and of a failing disk need strace, which is not installed: they are skipped.');
  else if (!canTrace())
    tell(
      'The tests of a power cut and of a failing disk need strace, which may not watch a process here: they are skipped.',
    );
}
