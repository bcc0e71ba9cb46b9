/** Time as an argument: the engine never asks the machine itself, so that tests decide what time it is. */
export interface Clock {
  /** UTC, in ms since 1970. */
  now(): number;
  /** Runs `task` once after `delayMs`; the returned function takes it back. */
  after(delayMs: number, task: () => void): () => void;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};
