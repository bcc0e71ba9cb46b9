import { expect, it } from 'vitest';
import { createHeldOutput } from '#host/held-output.ts';

it('start: what is logged before the ready line comes after it, in its order', () => {
  const lines: string[] = [];
  const output = createHeldOutput((text) => lines.push(text));
  output.write('first');
  output.write('second');
  expect(lines).toEqual([]);
  lines.push('ready');
  output.flow();
  output.write('third');
  output.flow();
  expect(lines).toEqual(['ready', 'first', 'second', 'third']);
});
