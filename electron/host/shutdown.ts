import type { Clock } from '#engine/clock.ts';

/** A stop that takes longer is ended by force. */
const LONGEST_STOP_MS = 5000;
/** A terminal and the launcher can both pass on one Ctrl-C; only what comes later is a second wish. */
const ECHO_MS = 500;

export interface Shutdown {
  /** A wish to stop; the second one does not wait any longer. */
  ask(): void;
  isAsked(): boolean;
}

/** Stops once and exits; `exit(true)` means the stop did not come to its end. */
export function createShutdown(clock: Clock, stop: () => Promise<void>, exit: (forced: boolean) => void): Shutdown {
  let askedAt: number | null = null;
  return {
    isAsked: () => askedAt !== null,
    ask() {
      if (askedAt !== null) {
        if (clock.now() - askedAt >= ECHO_MS) exit(true);
        return;
      }
      askedAt = clock.now();
      clock.after(LONGEST_STOP_MS, () => exit(true));
      stop().then(
        () => exit(false),
        () => exit(true),
      );
    },
  };
}
