const MOST = 3;
const WITHIN_MS = 60_000;

/** Whether a page that has crashed now is shown again by itself: not when it crashes again and again. Times in ms. */
export function createCrashBrake(now: () => number): { mayReload(): boolean } {
  let crashes: number[] = [];
  return {
    mayReload() {
      crashes = [...crashes.filter((at) => at > now() - WITHIN_MS), now()];
      return crashes.length <= MOST;
    },
  };
}
