import { readFileSync, writeFileSync } from 'node:fs';
import type { Rectangle } from 'electron';
import { z } from 'zod';

const KeptStateSchema = z.object({
  /** Where the window was, in the system’s coordinates; null: it was never open. */
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int(), height: z.int() }).nullable(),
  isMaximized: z.boolean(),
  /** The owner has been told that closing the window does not end Fieldhook. */
  knowsBackground: z.boolean(),
});

/** What the shell remembers from one start to the next. */
export type KeptState = z.infer<typeof KeptStateSchema>;

const NOTHING: KeptState = { bounds: null, isMaximized: false, knowsBackground: false };

/** Reads and replaces the file; one that is missing or not ours is as good as none, and one that cannot be written costs only the memory. */
export function keptStateIn(file: string): { read(): KeptState; change(change: Partial<KeptState>): void } {
  const read = () => {
    try {
      return KeptStateSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch {
      return NOTHING;
    }
  };
  return {
    read,
    change(change) {
      try {
        writeFileSync(file, JSON.stringify({ ...read(), ...change }));
      } catch {
        // Told nowhere: the next start opens the window where a first one does.
      }
    },
  };
}

const FIRST = { width: 1280, height: 860 };
/** So much of the window has to be on one screen that its title can be grabbed. */
const GRABBABLE = { width: 200, height: 100 };

/** Where to open the window: where it was, unless its screen is gone; never larger than the screen that it is on. */
export function placeWindow(
  bounds: Rectangle | null,
  screens: readonly Rectangle[],
): Partial<Rectangle> & typeof FIRST {
  if (bounds === null) return FIRST;
  const screen = screens.find((area) => {
    const width = Math.min(bounds.x + bounds.width, area.x + area.width) - Math.max(bounds.x, area.x);
    const height = Math.min(bounds.y + bounds.height, area.y + area.height) - Math.max(bounds.y, area.y);
    return width >= GRABBABLE.width && height >= GRABBABLE.height && bounds.y >= area.y;
  });
  if (screen === undefined) return FIRST;
  return {
    x: bounds.x,
    y: bounds.y,
    width: Math.min(bounds.width, screen.width),
    height: Math.min(bounds.height, screen.height),
  };
}
