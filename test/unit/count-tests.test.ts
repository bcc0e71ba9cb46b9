import { expect, it } from 'vitest';
import { countTests } from '../count-tests.mjs';

const file = (status: string, ...tests: string[]) => ({
  status,
  assertionResults: tests.map((test) => ({ status: test })),
});

it.each([
  { files: [], gives: { passed: 0, failed: 0, skipped: 0 } },
  { files: [file('passed', 'passed', 'passed')], gives: { passed: 2, failed: 0, skipped: 0 } },
  {
    files: [file('failed', 'passed', 'failed'), file('passed', 'passed')],
    gives: { passed: 2, failed: 1, skipped: 0 },
  },
  { files: [file('failed')], gives: { passed: 0, failed: 1, skipped: 0 } },
  { files: [file('failed', 'passed')], gives: { passed: 1, failed: 1, skipped: 0 } },
  { files: [file('passed', 'skipped', 'pending', 'todo')], gives: { passed: 0, failed: 0, skipped: 3 } },
])('the total of a run: $files gives $gives', ({ files, gives }) => {
  expect(countTests({ testResults: files })).toEqual(gives);
});
