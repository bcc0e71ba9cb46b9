import { expect, it } from 'vitest';
import { keepsWords } from '#renderer/features/flow-editor/people-words.ts';
import { stepState } from '#renderer/ui/flows/run-words.ts';
import type { Run } from '#shared/contract/flow.ts';

const step = (state: Run['steps'][number]['state']) => ({
  ...{ step: 'wwww', kind: 'wait' as const, at: '2026-03-02T09:00:00.000Z', sentence: '', messageId: null },
  state,
});

it.each<[Run['state'], Run['steps'][number]['state'], string]>([
  ['waiting', 'waiting', 'waiting'],
  ['held', 'waiting', 'waits for you'],
  ['stopped', 'waiting', 'ended here'],
  ['held', 'done', 'done'],
])('in a run that is %s, a step that is %s reads as “%s”', (run, state, words) => {
  expect(stepState({ state: run }, step(state))).toBe(words);
});

it('SN1 a save says whom it does not change', () => {
  expect(keepsWords(0)).toBeNull();
  expect(keepsWords(1)).toBe('The person in the flow now goes on with the steps as they were.');
  expect(keepsWords(2)).toBe('The 2 people in the flow now go on with the steps as they were.');
});
