import type { Clock } from '#engine/clock.ts';

export interface ManualClock extends Clock {
  /** Moves time on and runs what became due on the way, in order of its time. */
  advance(ms: number): void;
  /** How many tasks are waiting for their time. */
  waiting(): number;
}

/** A clock that stands still until a test moves it. */
export function manualClock(start = Date.parse('2026-03-02T09:30:00Z')): ManualClock {
  let now = start;
  let tasks: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(delayMs, run) {
      const task = { at: now + delayMs, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    advance(ms) {
      const end = now + ms;
      for (let due = nextDue(tasks, end); due; due = nextDue(tasks, end)) {
        const { at, run } = due;
        tasks = tasks.filter((other) => other !== due);
        now = at;
        run();
      }
      now = end;
    },
    waiting: () => tasks.length,
  };
}

function nextDue<Task extends { at: number }>(tasks: readonly Task[], until: number): Task | undefined {
  return tasks.filter((task) => task.at <= until).toSorted((a, b) => a.at - b.at)[0];
}
