import { foldName } from './fold-name.ts';

/**
 * How many letters are to be changed, added, left out or swapped with their neighbour to make one word of the other, whatever their case.
 * Characters are UTF-16 units.
 */
export function lettersBetween(one: string, other: string): number {
  const [a, b] = [foldName(one), foldName(other)];
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(Math.min(change, row[j - 1]! + 1, rows[i - 1]![j]! + 1, isSwap ? rows[i - 2]![j - 2]! + 1 : change));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** Longer words are nobody's slip, and would take long to compare. */
const LONGEST = 60;

/** The one of `choices` that was probably meant by a word that is none of them; the first of equals. Null where none is near. */
export function nearestOf<T>(word: string, choices: readonly T[], wordsOf: (choice: T) => readonly string[]): T | null {
  if (word.length > LONGEST) return null;
  const most = word.length < 3 ? 0 : Math.max(1, Math.floor(word.length / 4));
  let best: { choice: T; off: number } | null = null;
  for (const choice of choices) {
    const off = Math.min(...wordsOf(choice).map((known) => distance(word, known)));
    if (off <= most && (best === null || off < best.off)) best = { choice, off };
  }
  return best?.choice ?? null;
}

/** A word cut short counts as one letter off. */
function distance(word: string, known: string): number {
  if (known.length > LONGEST) return Number.POSITIVE_INFINITY;
  const isStart = word.length >= 3 && foldName(known).startsWith(foldName(word));
  const letters = lettersBetween(word, known);
  return isStart ? Math.min(1, letters) : letters;
}
