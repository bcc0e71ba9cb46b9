import { existsSync, readFileSync, rmSync } from 'node:fs';
import { replaceDurably } from './durable-file.ts';

/** Crashes closer together than this are one trouble. */
const WITHIN_MS = 60_000;
const CRASHES = 3;

/**
 * Times of starts that have not ended in order. A start that ends in order, or gets some work done, takes its mark away; what is left are
 * crashes that no request got past.
 */
export interface CrashMarks {
  /** Marks this start. True when the last ones crashed so often that working on requests is best left alone. */
  begin(now: number): boolean;
  /** This start is sound. Called often; writes once. */
  clear(): void;
}

export function crashMarks(file: string): CrashMarks {
  let isMarked = false;
  return {
    begin(now) {
      const recent = readMarks(file).filter((at) => at <= now && now - at < WITHIN_MS);
      replaceDurably(file, `${JSON.stringify([...recent, now])}\n`);
      isMarked = true;
      return recent.length >= CRASHES;
    },
    clear() {
      if (!isMarked) return;
      rmSync(file, { force: true });
      isMarked = false;
    },
  };
}

function readMarks(file: string): number[] {
  if (!existsSync(file)) return [];
  try {
    const marks: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return Array.isArray(marks) ? marks.filter((at) => typeof at === 'number') : [];
  } catch {
    return [];
  }
}
