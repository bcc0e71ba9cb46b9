import { isMainThread } from 'node:worker_threads';
import { waited } from '../waited.mjs';

// No control but a measure: on SIGUSR2 tells the times, in ms, for which nothing else could run, and begins again. The time in which the
// thread was ready to run and only had to wait for its place does not count (Linux tells how long).
const EVERY_MS = 10;
const NOTICED_MS = 50;

if (isMainThread) {
  const own = () => performance.now() - waited();
  let latest = own();
  /** @type {number[]} */
  let pauses = [];
  const beat = () => {
    const now = own();
    const pause = Math.round(now - latest - EVERY_MS);
    if (pause >= NOTICED_MS) pauses.push(pause);
    latest = now;
  };
  setInterval(beat, EVERY_MS).unref();
  process.on('SIGUSR2', () => {
    beat();
    process.stderr.write(`pauses ${JSON.stringify(pauses)}\n`);
    pauses = [];
  });
}
