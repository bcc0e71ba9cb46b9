/** Holds what is written until it may flow: with `--json` the first line must be the ready line, whatever the start had to say. */
export function createHeldOutput(write: (text: string) => void): { write(text: string): void; flow(): void } {
  let held: string[] | null = [];
  return {
    write(text) {
      if (held === null) write(text);
      else held.push(text);
    },
    flow() {
      const kept = held ?? [];
      held = null;
      for (const text of kept) write(text);
    },
  };
}
