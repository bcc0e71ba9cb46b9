import { isMainThread } from 'node:worker_threads';

// No control but a measure: on SIGUSR2 tells the times, in ms, for which nothing else could run, and begins again.
const EVERY_MS = 10;
const NOTICED_MS = 50;

if (isMainThread) {
  let latest = performance.now();
  /** @type {number[]} */
  let pauses = [];
  const beat = () => {
    const now = performance.now();
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
