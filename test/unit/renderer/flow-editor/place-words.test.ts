import { expect, test } from 'vitest';
import { placeWords } from '#renderer/features/flow-editor/steps/place-words.ts';
import type { Step } from '#shared/contract/flow.ts';

const stop = (id: string): Step => ({ id, kind: 'stop' });
const regular = (id: string, yes: Step[], no: Step[]): Step => ({
  id,
  kind: 'condition',
  test: { operand: { of: 'tag', tag: id }, comparison: 'exists', value: '' },
  yes,
  no,
});
const STEPS = [stop('aaaa'), regular('bbbb', [stop('cccc')], [regular('dddd', [], [stop('eeee'), stop('ffff')])])];

test.each([
  ['aaaa', 'Now step 1 of 2.'],
  ['cccc', 'Now step 1 of 1 if yes: the tag “bbbb” is there.'],
  ['ffff', 'Now step 2 of 2 if no: the tag “dddd” is there.'],
  ['gone', ''],
])('where step %s stands is told, in a branch with its question', (id, words) => {
  expect(placeWords(STEPS, id, new Map())).toBe(words);
});
