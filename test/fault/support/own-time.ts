import { onTestFinished } from 'vitest';

const BEAT_MS = 10;

/**
 * How much time there was for this process from now on, in ms: next to none while the machine stands still, or has no place for it. What is
 * promised in seconds is promised for a machine that goes on.
 */
export function ownTime(): () => number {
  let beats = 0;
  const timer = setInterval(() => {
    beats += 1;
  }, BEAT_MS);
  onTestFinished(() => clearInterval(timer));
  return () => beats * BEAT_MS;
}
