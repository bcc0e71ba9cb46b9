const CHECK_EVERY_MS = 250;
const parent = process.ppid;

/**
 * npm runs us in a shell that dies of the signals npm passes on, and does not pass them on to us: all that reaches us is that our parent is gone.
 * @param {() => void} task called once when npm is
 * @returns {() => void} ends the watch
 */
export function whenNpmIsGone(task) {
  if (process.env.npm_lifecycle_event === undefined) return () => {};
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    task();
  }, CHECK_EVERY_MS);
  return () => clearInterval(timer);
}
