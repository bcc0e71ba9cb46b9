import { waited } from './waited.mjs';

const INTERVAL_MS = 10;

/**
 * Measures the event loop of this thread from now on: `held` is the longest processor time between two turns, which is the same on an idle and
 * on a crowded machine; `late` the longest time, without that in which the thread only had to wait for its place; `still` the same without
 * its processor time, as when the whole machine stands still. What it gives tells them, in ms, and begins anew.
 */
export function measureTurns() {
  let held = 0;
  let late = 0;
  let still = 0;
  let before = now();
  setInterval(() => {
    const after = now();
    const cpu = after.cpu - before.cpu;
    const wall = after.wall - before.wall - INTERVAL_MS - (after.waited - before.waited);
    held = Math.max(held, cpu);
    late = Math.max(late, wall);
    still = Math.max(still, wall - cpu);
    before = after;
  }, INTERVAL_MS).unref();
  return () => {
    const seen = { held, late, still };
    held = 0;
    late = 0;
    still = 0;
    return seen;
  };
}

/** All in ms. */
function now() {
  const { user, system } = process.threadCpuUsage();
  return { wall: performance.now(), cpu: (user + system) / 1000, waited: waited() };
}
