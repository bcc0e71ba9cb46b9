import type { TestResult } from '#shared/contract/webhook-test.ts';

/** `2 of 2 tests pass.` */
export function sayPassing(results: readonly TestResult[]): string {
  const passing = results.filter(({ passes }) => passes).length;
  const tests = results.length === 1 ? 'test' : 'tests';
  return `${passing} of ${results.length} ${tests} ${results.length === 1 ? 'passes' : 'pass'}.`;
}

/** What was made in one click, and what of it says nothing. */
export function sayKept(uncovered: readonly string[]): string {
  const kept = 'Kept as a test, with made-up values in place of the real ones.';
  return uncovered.length === 0 ? kept : `${kept} It says nothing about: ${uncovered.join(', ')}.`;
}
