/** Remembers the last lines that were written, for a person who wants to know what happened before a fault. */
export function createLastLines(most: number): { write(text: string): void; lines(): readonly string[] } {
  let lines: string[] = [];
  return {
    write(text) {
      lines = [...lines, ...text.split('\n').filter((line) => line !== '')].slice(-most);
    },
    lines: () => lines,
  };
}
