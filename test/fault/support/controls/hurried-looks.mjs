// No control but a hurry: what the host looks at every five seconds, it looks at every twentieth of one. A stop has its five seconds.
const LOOK_MS = 5000;
const later = globalThis.setTimeout;
let isHurried = true;
process.once('SIGTERM', () => {
  isHurried = false;
});
Object.assign(globalThis, {
  /** @param {() => void} task @param {number} [ms] @param {unknown[]} rest */
  setTimeout: (task, ms, ...rest) => later(task, isHurried && ms === LOOK_MS ? LOOK_MS / 100 : ms, ...rest),
});
