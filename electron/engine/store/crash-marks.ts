import { existsSync, readFileSync, rmSync } from 'node:fs';
import { replaceDurably } from './durable-file.ts';

/** Crashes closer together than this are one trouble, also where somebody has to start the program anew each time. */
const WITHIN_MS = 5 * 60_000;
const CRASHES = 3;

/**
 * Times of starts that have not ended in order: only an end in order takes them away. That some work was done between two crashes says nothing:
 * one request, message or flow may bring the process down again and again while all others go through.
 */
export interface CrashMarks {
  /** Marks this start. True when the last ones crashed so often that working on requests is best left alone. */
  begin(now: number): boolean;
  /** This start ends in order. */
  clear(): void;
}

export function crashMarks(file: string): CrashMarks {
  return {
    begin(now) {
      const recent = readMarks(file).filter((at) => at <= now && now - at < WITHIN_MS);
      replaceDurably(file, `${JSON.stringify([...recent, now])}\n`);
      return recent.length >= CRASHES;
    },
    clear: () => rmSync(file, { force: true }),
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
