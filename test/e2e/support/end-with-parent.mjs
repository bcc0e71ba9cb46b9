import { isMainThread } from 'node:worker_threads';

// Loaded before a program under test. Whoever started it holds the other end of its input, which closes when that process is gone, however it
// ended: a run of the tests that is cut short leaves nothing running.
if (isMainThread) {
  process.stdin.resume().once('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.unref();
}
