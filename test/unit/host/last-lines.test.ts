import { expect, it } from 'vitest';
import { createLastLines } from '#host/last-lines.ts';

it('the last lines are remembered, and no more than asked for', () => {
  const last = createLastLines(2);
  expect(last.lines()).toEqual([]);
  last.write('first\n');
  last.write('second\nthird\n');
  expect(last.lines()).toEqual(['second', 'third']);
});
